using System.Text;
using Testing;

namespace Architecture.Tests;

/// <summary>Files are short: the median at most 80 lines, nine of ten at most 200, none over 400; lines at most 140 characters.</summary>
[TestClass]
public sealed class FileSizeTests
{
    [TestMethod]
    public void Files_are_short()
    {
        StringBuilder table = new();
        foreach (IGrouping<string, string> folder in SourceTree.All.GroupBy(path => path.Split('/')[0]))
            table.AppendLine(Row(folder.Key, [.. folder.Select(Length)]));
        int[] lengths = [.. SourceTree.All.Select(Length)];
        Output.Print(table + Row("all", lengths));
        Assert.IsLessThanOrEqualTo(80, At(lengths, 0.5), "median of lines a file");
        Assert.IsLessThanOrEqualTo(200, At(lengths, 0.9), "lines of nine files of ten");
        SourceTree.AssertNone("No file is over 400 lines.", SourceTree.All.Where(path => Length(path) > 400)
            .Select(path => $"{path}: {Length(path)} lines"));
    }

    [TestMethod]
    public void Lines_are_short()
    {
        SourceTree.AssertNone(
            "Lines are at most 140 characters.",
            from path in SourceTree.All
            from line in SourceTree.Lines(path).Index()
            where line.Item.Length > 140
            select $"{path}({line.Index + 1}): {line.Item.Length}");
    }

    private static int Length(string path) => SourceTree.Lines(path).Length;

    private static int At(int[] lengths, double share) => lengths.Order().ElementAt((int)(share * (lengths.Length - 1)));

    private static string Row(string folder, int[] lengths) =>
        $"lines: {folder,-13} {lengths.Length,4} files, {lengths.Sum(),6} lines, median {At(lengths, 0.5),3}, 90 % {At(lengths, 0.9),3}, " +
        $"most {lengths.Max(),3}";
}
