using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Testing;

namespace Architecture.Tests;

/// <summary>
/// Every public member is documented. The compiler says so for what stands in files (CS1591); this holds it for generated members, too.
/// </summary>
[TestClass]
public sealed class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [TestMethod]
    [DataRow(typeof(OnnxEmit.Op))]
    [DataRow(typeof(Fluent.Model))]
    [DataRow(typeof(MLNetAdapter.FluentCatalog))]
    public void Every_public_member_has_documentation(Type member)
    {
        string[] documented = [.. Documented(member.Assembly)];
        HashSet<string> names = [.. documented.Select(name => name.Split('(', '`', '~')[0])];
        SourceTree.AssertNone(
            $"Every public member of {member.Assembly.GetName().Name} is documented.",
            member.Assembly.GetExportedTypes().Where(t => !t.IsSpecialName && !t.Name.StartsWith('<')).SelectMany(Names)
                .Where(name => !names.Contains(name)));
    }

    [TestMethod]
    public void No_project_turns_the_compiler_s_check_off()
    {
        SourceTree.AssertNone(
            "Libraries are checked for documentation.",
            SourceTree.Libraries.Select(l => $"{l}/{l}.csproj")
                .Where(path => SourceTree.Text(path).Contains("NoWarn", StringComparison.Ordinal)));
        SourceTree.AssertNone(
            "Sources are checked for documentation.",
            SourceTree.Libraries.SelectMany(SourceTree.Files)
                .Where(path => SourceTree.Text(path).Contains("CS1591", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Documented(Assembly assembly)
    {
        // The build copies it no further than the library's own output.
        string library = assembly.GetName().Name!;
        string output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Architecture.Tests"), AppContext.BaseDirectory);
        XDocument file = XDocument.Load(Path.Combine(Repository.Root, library, output, library + ".xml"));
        return file.Descendants("member").Where(m => m.HasElements).Select(m => m.Attribute("name")!.Value);
    }

    private static IEnumerable<string> Names(Type type)
    {
        string name = type.FullName!.Replace('+', '.').Split('`')[0];
        yield return "T:" + name;
        foreach (MemberInfo member in type.GetMembers(Declared).Where(m => !IsMadeByCompiler(m)))
        {
            switch (member)
            {
                // Members of generic types and of extension blocks are named by their containers; the compiler holds those.
                case PropertyInfo property when !type.IsGenericType && property.GetIndexParameters().Length == 0:
                    yield return $"P:{name}.{property.Name}";
                    break;
                case MethodInfo { IsSpecialName: false } method when !type.IsGenericType && !IsExtension(method):
                    yield return $"M:{name}.{method.Name}";
                    break;
            }
        }
    }

    private static bool IsMadeByCompiler(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<', StringComparison.Ordinal)
            || member is PropertyInfo { GetMethod: { } get } && get.IsDefined(typeof(CompilerGeneratedAttribute))
                && member.Name == "EqualityContract"
            || member.Name is "Deconstruct" or "ToString" or "Equals" or "GetHashCode";

    // An extension block's method is documented at the block's own member.
    private static bool IsExtension(MethodInfo method) =>
        method.DeclaringType!.GetNestedTypes().Any(t => t.IsSpecialName || t.Name.StartsWith('<'));
}
