using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OnnxEmit.Protobuf;

/// <summary>What an open file is: .NET tells neither kind nor number of hard links.</summary>
/// <param name="Links">How many names it has.</param>
/// <param name="IsRegular">Whether it is an ordinary file, not a folder, a pipe or a device.</param>
internal readonly partial record struct FileKind(uint Links, bool IsRegular)
{
    private const int Size = 256;                      // of the largest structure below
    private const int EmptyPath = 0x1000, BasicStats = 0x7FF;
    private const int TypeMask = 0xF000, Regular = 0x8000;

    /// <summary>What an open file is.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static FileKind Of(SafeFileHandle file) =>
        OperatingSystem.IsWindows() ? Windows(file)
        : OperatingSystem.IsMacOS() ? Mac((int)file.DangerousGetHandle())
        : Linux((int)file.DangerousGetHandle());

    private static unsafe FileKind Linux(int file)
    {
        byte* s = stackalloc byte[Size];
        Check(Statx(file, "", EmptyPath, BasicStats, s) == 0);
        return new(*(uint*)(s + 16), (*(ushort*)(s + 28) & TypeMask) == Regular);
    }

    private static unsafe FileKind Mac(int file)
    {
        byte* s = stackalloc byte[Size];
        Check((RuntimeInformation.ProcessArchitecture == Architecture.X64 ? FstatInode64(file, s) : Fstat(file, s)) == 0);
        return new(*(ushort*)(s + 6), (*(ushort*)(s + 4) & TypeMask) == Regular);
    }

    private static unsafe FileKind Windows(SafeFileHandle file)
    {
        byte* s = stackalloc byte[Size];
        Check(GetFileInformationByHandle(file, s) != 0);
        return new(*(uint*)(s + 40), IsRegular: true);
    }

    private static void Check(bool success)
    {
        if (!success)
            throw new IOException($"the system does not tell which file it is (error {Marshal.GetLastPInvokeError()})");
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static unsafe partial int Fstat(int file, byte* result);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static unsafe partial int FstatInode64(int file, byte* result);

    [LibraryImport("kernel32", SetLastError = true)]
    private static unsafe partial int GetFileInformationByHandle(SafeFileHandle file, byte* result);
}
