using System.Text.RegularExpressions;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class OptionDocumentationTests
{
    [TestMethod]
    [DataRow(typeof(FluentOptions))]
    [DataRow(typeof(ClassOptions))]
    [DataRow(typeof(ImageOptions))]
    [DataRow(typeof(FluentTrainingOptions))]
    public void Every_option_stands_in_the_page_for_users_of_ML_NET(Type options)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "mlnet.md"));
        string[] missing = [.. options.GetProperties().Select(property => property.Name).Where(
            name => !Regex.IsMatch(page, $@"^\| (`\w+`, )*`{name}`(, `\w+`)* \|", RegexOptions.Multiline))];
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }
}
