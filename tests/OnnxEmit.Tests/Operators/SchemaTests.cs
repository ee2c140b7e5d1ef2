using System.Globalization;
using System.Reflection;
using OnnxEmit.Tests.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Operators;

/// <summary>The operator classes against what the ONNX project says of its operators.</summary>
[TestClass]
public sealed class SchemaTests
{
    private const int Latest = 23;

    // What stays a generic node, of the type that its file states, and why.
    private static readonly Dictionary<string, string[]> Generic = new()
    {
        ["on lists"] =
        [
            "ConcatFromSequence", "SequenceAt", "SequenceConstruct", "SequenceEmpty", "SequenceErase", "SequenceInsert", "SequenceLength",
            "SequenceMap", "SplitToSequence",
        ],
        ["on values that may be absent"] = ["Optional", "OptionalGetElement", "OptionalHasElement"],
        ["on text"] = ["RegexFullMatch", "StringConcat", "StringNormalizer", "StringSplit"],
        ["on quantized numbers"] =
        [
            "ConvInteger", "DequantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "QLinearConv", "QLinearMatMul", "QuantizeLinear",
        ],
        ["given up by the specification, read as ScatterElements and Resize"] = ["Scatter", "Upsample"],
    };

    /// <summary>
    /// Whether a node may stay a generic one: of another operator set, of a later version, or of an operator with a reason.
    /// </summary>
    public static bool MayStayGeneric(Operator op) => op is GenericOperator && (op.Domain.Length > 0
        || Generic.Values.Any(names => names.Contains(op.OpType)) || !Today.Any(schema => schema.Name == op.OpType));

    // The latest version of each operator that a model of today may have.
    private static IEnumerable<OperatorSchema> Today => OperatorSchema.All
        .Where(schema => schema.Domain.Length == 0 && schema.Since <= Latest).GroupBy(schema => schema.Name)
        .Select(versions => versions.MaxBy(schema => schema.Since)!);

    [TestMethod]
    public void Every_operator_has_a_class_or_a_reason()
    {
        string[] known = [.. Today.Select(schema => schema.Name)], typed = [.. OperatorCatalog.All.Select(entry => entry.OpType)];
        string[] generic = [.. Generic.Values.SelectMany(names => names)];
        Output.Print(
            $"{known.Intersect(typed).Count()} of {known.Length} operators of ai.onnx {Latest} have a class, the others are " +
            string.Join(", ", Generic.Select(reason => $"{reason.Value.Length} {reason.Key}")));
        Assert.IsGreaterThan(150, known.Length);
        Same([], known.Except(typed).Except(generic), "operators without a class or a reason");
        Same([], generic.Intersect(typed).Concat(generic.Except(known)), "operators that the list names for nothing");
    }

    [TestMethod]
    public void Every_class_says_all_that_a_node_can_say()
    {
        foreach ((OperatorSchema schema, ParameterInfo[] parameters) in Classes())
        {
            OperatorSchema[] later =
                [.. OperatorSchema.All.Where(s => s.Domain.Length == 0 && s.Name == schema.Name && s.Since > schema.Since)];
            string[] own = [.. parameters.Where(IsAttribute).Select(Name)];
            Same([], schema.Attributes.Keys.Except(own), $"attributes that {schema.Name} lacks");
            IEnumerable<string> known = schema.Attributes.Keys.Concat(later.SelectMany(s => s.Attributes.Keys));
            Same([], own.Except(known), $"attributes that {schema.Name} invents");
            int inputs = parameters.Count(IsInput);
            Assert.IsTrue(
                parameters.Any(IsVariadic) || inputs == schema.Inputs || later.Any(s => s.Inputs == inputs),
                $"{schema.Name} has {inputs} inputs instead of {schema.Inputs}");
        }
    }

    // Lists cannot be defaults in C#: what stands for them when they are left out is the class's own.
    [TestMethod]
    public void Every_default_is_that_of_the_specification()
    {
        foreach ((OperatorSchema schema, ParameterInfo[] parameters) in Classes())
        {
            foreach (ParameterInfo p in parameters.Where(p => IsAttribute(p) && p.HasDefaultValue && !p.ParameterType.IsArray))
            {
                if (schema.Attributes.TryGetValue(Name(p), out string? text))
                    Assert.AreEqual(text, Text(p), $"{schema.Name}: {p.Name}");
            }
        }
    }

    private static IEnumerable<(OperatorSchema Schema, ParameterInfo[] Parameters)> Classes() =>
        from entry in OperatorCatalog.All
        join schema in Today on entry.OpType equals schema.Name
        select (schema, entry.Type.GetConstructors().Single().GetParameters());

    private static bool IsInput(ParameterInfo p) => p.ParameterType == typeof(Value);

    private static bool IsVariadic(ParameterInfo p) => p.ParameterType == typeof(ReadOnlySpan<Value>);

    private static bool IsAttribute(ParameterInfo p) => !IsInput(p) && !IsVariadic(p) && p.Name != "outputs";

    private static string Name(ParameterInfo p) => p.GetCustomAttribute<OnnxNameAttribute>()?.Name
        ?? string.Concat(p.Name!.Select(c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string? Text(ParameterInfo p) => p.DefaultValue switch
    {
        bool truth => truth ? "1" : "0",
        Enum number => $"{Convert.ToInt64(number, CultureInfo.InvariantCulture)}",
        { } value when p.ParameterType.IsEnum => $"{Convert.ToInt64(value, CultureInfo.InvariantCulture)}",
        { } value => Convert.ToString(value, CultureInfo.InvariantCulture),
        null => null,
    };

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual, string what) =>
        Assert.AreEqual(string.Join(", ", expected), string.Join(", ", actual), what);
}
