using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fluent;
using OnnxEmit;
using Testing;

namespace Architecture.Tests;

/// <summary>The README says what is so: its code is the examples' code, its packages and files exist, its counts are counted.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    private static readonly string[] Documents = ["README.md", "CONTRIBUTING.md"];

    [TestMethod]
    [DataRow("README.md")]
    [DataRow("CONTRIBUTING.md")]
    [DataRow("docs/mlnet.md")]
    public void Code_is_quoted_from_files(string document)
    {
        string text = SourceTree.Text(document);
        MatchCollection quotes = Quote().Matches(text);
        Assert.HasCount(CSharp().Count(text), quotes, "Every block of C# follows a comment that names its file.");
        SourceTree.AssertNone(
            $"The code in {document} stands in the files it names.",
            quotes.Where(q => !Normal(SourceTree.Text(q.Groups["file"].Value))
                .Contains(Normal(q.Groups["code"].Value), StringComparison.Ordinal))
                .Select(q => $"{q.Groups["file"].Value}:{Environment.NewLine}{q.Groups["code"].Value}"));
    }

    [TestMethod]
    public void Commands_name_projects_that_exist()
    {
        SourceTree.AssertNone(
            "Projects in commands exist.",
            Documents.SelectMany(d => Project().Matches(SourceTree.Text(d))).Select(m => m.Groups["path"].Value)
                .Where(path => SourceTree.Files(path, "*.csproj").FirstOrDefault() is null));
    }

    [TestMethod]
    public void Files_that_are_linked_exist()
    {
        SourceTree.AssertNone(
            "Links lead to files.",
            from document in Documents
            from Match link in Link().Matches(SourceTree.Text(document))
            let path = Path.Combine(Repository.Root, link.Groups["path"].Value)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{document}: {link.Value}");
    }

    [TestMethod]
    public void Packages_exist()
    {
        XDocument versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        HashSet<string> known = [.. versions.Descendants("PackageVersion").Select(e => e.Attribute("Include")!.Value),
            .. SourceTree.Libraries];
        SourceTree.AssertNone(
            "Packages in commands are ours or those of Directory.Packages.props, or those that the device report names.",
            Documents.SelectMany(d => Package().Matches(SourceTree.Text(d))).Select(m => m.Groups["name"].Value)
                .Where(name => !known.Contains(name) && !SourceTree.Text("Fluent/Runtime/DeviceProbe.cs")
                    .Contains(name, StringComparison.Ordinal)));
    }

    // A feature enters no list: the table may fall behind what there is, but never says more.
    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void The_table_of_what_works_claims_what_there_is(string title, string[] names)
    {
        Match row = Regex.Match(SourceTree.Text("README.md"), $@"^\| {title} \| (?<count>\d+) \| (?<names>.+) \|",
            RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        Assert.IsTrue(row.Success, $"The README has no row '{title}'. There are {names.Length}: {string.Join(", ", names)}");
        string[] claimed = row.Groups["names"].Value.Split(", ");
        SourceTree.AssertNone($"{title} of the README exist.", claimed.Except(names));
        Assert.IsLessThanOrEqualTo(names.Length, int.Parse(row.Groups["count"].Value), $"{title}: {string.Join(", ", names)}");
    }

    public static IEnumerable<object[]> Kinds()
    {
        yield return ["Layers", Named(typeof(Layer))];
        yield return ["Losses", Named(typeof(Loss))];
        yield return ["Metrics", Named(typeof(Metric))];
        yield return ["Optimizers", Named(typeof(Optimizer))];
        yield return ["Initializers", Named(typeof(Initializer))];
        yield return ["Regularizers", Named(typeof(Regularizer))];
        yield return ["Constraints", Named(typeof(Constraint))];
        yield return ["Callbacks", typeof(Callback).Assembly.GetExportedTypes()
            .Where(t => t.IsSubclassOf(typeof(Callback)) && !t.IsAbstract).Select(t => t.Name).Order(StringComparer.Ordinal).ToArray()];
        yield return ["Activations", typeof(Activations).GetProperties().Where(p => p.PropertyType == typeof(ActivationFunction))
            .Select(p => p.Name).Order(StringComparer.Ordinal).ToArray()];
        yield return ["ONNX operators", OperatorCatalog.All.Select(e => e.OpType).Order(StringComparer.Ordinal).ToArray()];
    }

    private static string[] Named(Type kind) =>
        [.. KerasRegistry.All.Where(e => e.Type.Assembly == kind.Assembly && e.Type.IsPublic && e.Type.IsAssignableTo(kind))
            .Select(e => e.Class).Distinct().Order(StringComparer.Ordinal)];

    private static string Normal(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"<!-- (?<file>\S+) -->\r?\n```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Quote();

    [GeneratedRegex(@"^```csharp", RegexOptions.Multiline, 1000)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"--project (?<path>[\w./]+)", RegexOptions.None, 1000)]
    private static partial Regex Project();

    [GeneratedRegex(@"dotnet add package (?<name>[\w.]+)", RegexOptions.None, 1000)]
    private static partial Regex Package();

    [GeneratedRegex(@"\]\((?<path>(?!http)[^)#]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
