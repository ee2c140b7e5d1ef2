using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OnnxEmit.Protobuf;

/// <summary>
/// Opens a file below a folder and no other: each step from the folder on is taken from the open folder before it and never through a
/// link, so that nobody can exchange one between a check and its use.
/// </summary>
internal static partial class ContainedFile
{
    /// <summary>What is in the way.</summary>
    public enum Obstacle
    {
        None,
        Missing,
        SymbolicLink,
        HardLink,
        NotAFile,
    }

    /// <summary>The parts of a location below a folder; null where it could lead elsewhere on any system.</summary>
    /// <param name="location">A relative path.</param>
    public static string[]? Steps(string location)
    {
        string[] steps = location.Split('/', '\\');
        return location.Contains('\0', StringComparison.Ordinal) || location.Contains(':', StringComparison.Ordinal)
            || Path.IsPathRooted(location) || Array.Exists(steps, step => step is ".." or "") ? null
            : [.. steps.Where(step => step != ".")];
    }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="folder">The folder, itself reached in any way.</param>
    /// <param name="steps">The way from there, as <see cref="Steps"/> gives it.</param>
    /// <param name="obstacle">What is in the way where it is not opened.</param>
    /// <returns>The file; null where something is in the way.</returns>
    /// <exception cref="IOException">The system does not open it for another reason.</exception>
    public static SafeFileHandle? Open(string folder, ReadOnlySpan<string> steps, out Obstacle obstacle)
    {
        SafeFileHandle? file = OperatingSystem.IsWindows() ? OpenOnWindows(folder, steps, out obstacle)
            : OpenOnUnix(folder, steps, out obstacle);
        if (file is null)
            return null;
        FileKind kind = FileKind.Of(file);
        obstacle = !kind.IsRegular ? Obstacle.NotAFile : kind.Links > 1 ? Obstacle.HardLink : obstacle;
        if (obstacle == Obstacle.None)
            return file;
        file.Dispose();
        return null;
    }

    private static SafeFileHandle? OpenOnUnix(string folder, ReadOnlySpan<string> steps, out Obstacle obstacle)
    {
        obstacle = Obstacle.None;
        SafeFileHandle at = new(OpenAt(UnixFlags.Here, folder, UnixFlags.Folder), ownsHandle: true);
        for (int i = 0; i < steps.Length && !at.IsInvalid; i++)
        {
            using SafeFileHandle from = at;
            int flags = UnixFlags.NoFollow | (i < steps.Length - 1 ? UnixFlags.Folder : UnixFlags.NoWait);
            at = new(OpenAt((int)from.DangerousGetHandle(), steps[i], flags), ownsHandle: true);
            if (at.IsInvalid && Marshal.GetLastPInvokeError() is var error)
            {
                obstacle = IsLink(folder, steps[..(i + 1)]) ? Obstacle.SymbolicLink
                    : error is UnixFlags.NoEntry or UnixFlags.NotAFolder ? Obstacle.Missing
                    : throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }

        if (!at.IsInvalid && steps.Length > 0)
            return at;
        obstacle = obstacle == Obstacle.None ? Obstacle.Missing : obstacle;
        at.Dispose();
        return null;
    }

    // Windows opens links by their target; they are looked for before and after, as are those that come between.
    private static SafeFileHandle? OpenOnWindows(string folder, ReadOnlySpan<string> steps, out Obstacle obstacle)
    {
        string path = Path.Join([folder, .. steps]);
        obstacle = HasLink(folder, steps) ? Obstacle.SymbolicLink : File.Exists(path) ? Obstacle.None : Obstacle.Missing;
        if (obstacle != Obstacle.None)
            return null;
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        obstacle = HasLink(folder, steps) ? Obstacle.SymbolicLink : Obstacle.None;
        return file;
    }

    private static bool HasLink(string folder, ReadOnlySpan<string> steps)
    {
        for (int i = 1; i <= steps.Length; i++)
        {
            if (IsLink(folder, steps[..i]))
                return true;
        }

        return false;
    }

    private static bool IsLink(string folder, ReadOnlySpan<string> steps) =>
        new FileInfo(Path.Join([folder, .. steps])).Attributes is var attributes && attributes != (FileAttributes)(-1)
            && attributes.HasFlag(FileAttributes.ReparsePoint);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string path, int flags);

    /// <summary>Numbers of the C library's <c>open</c>, which differ between systems.</summary>
    private static class UnixFlags
    {
        public const int NoEntry = 2, NotAFolder = 20;
        private static readonly bool IsMac = OperatingSystem.IsMacOS();
        private static readonly bool IsArm =
            RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm or Architecture.Ppc64le;

        public static int Here => IsMac ? -2 : -100;

        public static int Folder => CloseOnExecute | (IsMac ? 0x100000 : IsArm ? 0x4000 : 0x10000);

        public static int NoFollow => CloseOnExecute | (IsMac ? 0x100 : IsArm ? 0x8000 : 0x20000);

        // Opening a pipe must not wait for a writer.
        public static int NoWait => CloseOnExecute | (IsMac ? 0x4 : 0x800);

        private static int CloseOnExecute => IsMac ? 0x1000000 : 0x80000;
    }
}
