using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What no file may hold.</summary>
[TestClass]
public sealed partial class SourceTextTests
{
    [TestMethod]
    public void Nothing_is_left_for_later() => Check("Sources are finished.", Unfinished());

    [TestMethod]
    public void No_path_of_one_machine() => Check("Sources name no path of one machine.", MachinePath());

    private static void Check(string rule, Regex forbidden)
    {
        SourceTree.AssertNone(
            rule,
            from path in SourceTree.All
            where !path.EndsWith("/SourceTextTests.cs", StringComparison.Ordinal)
            from line in SourceTree.Lines(path).Index()
            where forbidden.IsMatch(line.Item)
            select $"{path}({line.Index + 1}): {line.Item.Trim()}");
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(""|\s)(/(home|root|work|Users|tmp|mnt|opt)/|[A-Z]:\\Users)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
