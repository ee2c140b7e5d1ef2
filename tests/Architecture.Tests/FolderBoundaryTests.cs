using System.Reflection;
using System.Text.RegularExpressions;
using Google.Protobuf;

namespace Architecture.Tests;

/// <summary>The wire format is known in one folder, and ONNX Runtime is opened in one folder.</summary>
[TestClass]
public sealed partial class FolderBoundaryTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Messages = [.. typeof(OnnxEmit.Op).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IMessage)))];

    [TestMethod]
    public void Protobuf_types_are_internal_and_of_one_namespace()
    {
        Assert.IsGreaterThan(20, Messages.Length);
        SourceTree.AssertNone(
            "Protobuf types are internal and stand in OnnxEmit.Protobuf.",
            Messages.Where(t => t.IsVisible || t.Namespace != "OnnxEmit.Protobuf").Select(t => t.FullName!));
    }

    [TestMethod]
    public void Only_the_folder_of_the_wire_format_names_protobuf()
    {
        string[] names = [.. Messages.Where(t => t.DeclaringType is null).Select(t => t.Name)];
        Regex mention = new($@"\b(Google\.Protobuf|{string.Join('|', names)})\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        SourceTree.AssertNone(
            "Only OnnxEmit/Protobuf names protobuf types.",
            from library in SourceTree.Libraries
            from path in SourceTree.Files(library)
            where !path.StartsWith("OnnxEmit/Protobuf/", StringComparison.Ordinal)
            from line in SourceTree.Lines(path)
            where !Comment().IsMatch(line) && mention.IsMatch(line)
            select $"{path}: {line.Trim()}");
    }

    [TestMethod]
    public void No_signature_outside_that_folder_has_a_protobuf_type()
    {
        SourceTree.AssertNone(
            "Signatures outside OnnxEmit.Protobuf are free of protobuf types.",
            from type in typeof(OnnxEmit.Op).Assembly.GetTypes()
            where type.Namespace == "OnnxEmit"
            from member in type.GetMembers(Declared)
            where Signature(member).Any(t => t.Namespace is "Google.Protobuf" or "Google.Protobuf.Collections" || Messages.Contains(t))
            select $"{type.FullName}.{member.Name}");
    }

    [TestMethod]
    public void Only_the_runtime_folder_opens_a_session()
    {
        SourceTree.AssertNone(
            "Only Fluent/Runtime names ONNX Runtime.",
            from library in SourceTree.Libraries
            from path in SourceTree.Files(library)
            where !path.StartsWith("Fluent/Runtime/", StringComparison.Ordinal)
            from line in SourceTree.Lines(path)
            where !Comment().IsMatch(line) && line.Contains("InferenceSession", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}");
    }

    private static IEnumerable<Type> Signature(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(p => p.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    [GeneratedRegex(@"^\s*//", RegexOptions.None, 1000)]
    private static partial Regex Comment();
}
