using Testing;

namespace Architecture.Tests;

/// <summary>The repository's own text: what stands in it by hand, without what a build leaves behind.</summary>
internal static class SourceTree
{
    private static readonly string[] Folders = ["OnnxEmit", "Fluent", "MLNetAdapter", "tests", "examples", "benchmarks"];

    /// <summary>The folders of the three libraries.</summary>
    public static IReadOnlyList<string> Libraries { get; } = ["OnnxEmit", "Fluent", "MLNetAdapter"];

    /// <summary>Every C# file, by its path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Folders.SelectMany(Files)];

    /// <summary>The C# files below a folder of the repository.</summary>
    public static IEnumerable<string> Files(string folder) => Files(folder, "*.cs");

    /// <summary>The files below a folder of the repository that match a pattern; none where there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        string full = Path.Combine(Repository.Root, folder);
        if (!Directory.Exists(full))
            return [];
        return Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "TestResults" or "BenchmarkDotNet.Artifacts"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The text of a file.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>The lines of a file.</summary>
    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Repository.Root, path));

    /// <summary>Fails with one line for each thing that is wrong.</summary>
    /// <param name="rule">What should hold.</param>
    /// <param name="wrong">Where it does not.</param>
    public static void AssertNone(string rule, IEnumerable<string> wrong)
    {
        string[] found = [.. wrong];
        if (found.Length > 0)
            Assert.Fail($"{rule} {found.Length} do not:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
