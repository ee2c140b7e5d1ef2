using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OnnxEmit.Protobuf;

/// <summary>Which file it is, whatever path leads there: .NET tells neither kind nor number of hard links.</summary>
/// <param name="Device">The volume.</param>
/// <param name="Number">The file's number on it.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="IsRegular">Whether it is an ordinary file, not a pipe or a device.</param>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number, uint Links, bool IsRegular)
{
    private const int Size = 256;                      // of the largest structure below
    private const int EmptyPath = 0x1000, NoFollow = 0x100, BasicStats = 0x7FF, Here = -100;
    private const int TypeMask = 0xF000, Regular = 0x8000;

    /// <summary>What a path leads to, itself where it is a link; null where only an open file tells.</summary>
    public static FileIdentity? Of(string path) => OperatingSystem.IsLinux() ? Linux(Here, path, NoFollow) : null;

    /// <summary>What an open file is.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static FileIdentity Of(SafeFileHandle file) =>
        OperatingSystem.IsWindows() ? Windows(file)
        : OperatingSystem.IsMacOS() ? Mac((int)file.DangerousGetHandle())
        : Linux((int)file.DangerousGetHandle(), "", EmptyPath);

    private static unsafe FileIdentity Linux(int folder, string path, int flags)
    {
        byte* s = stackalloc byte[Size];
        Check(Statx(folder, path, flags, BasicStats, s) == 0);
        return new(*(ulong*)(s + 136), *(ulong*)(s + 32), *(uint*)(s + 16), (*(ushort*)(s + 28) & TypeMask) == Regular);
    }

    private static unsafe FileIdentity Mac(int file)
    {
        byte* s = stackalloc byte[Size];
        Check((RuntimeInformation.ProcessArchitecture == Architecture.X64 ? FstatInode64(file, s) : Fstat(file, s)) == 0);
        return new(*(uint*)s, *(ulong*)(s + 8), *(ushort*)(s + 6), (*(ushort*)(s + 4) & TypeMask) == Regular);
    }

    private static unsafe FileIdentity Windows(SafeFileHandle file)
    {
        byte* s = stackalloc byte[Size];
        Check(GetFileInformationByHandle(file, s) != 0);
        return new(*(uint*)(s + 28), ((ulong)*(uint*)(s + 44) << 32) | *(uint*)(s + 48), *(uint*)(s + 40), IsRegular: true);
    }

    private static void Check(bool succeeded)
    {
        if (!succeeded)
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
