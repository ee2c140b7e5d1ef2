using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Puts what a function computes in place of its calls.</summary>
/// <param name="functions">The functions.</param>
/// <param name="rewrite">What is done to each operator inside them.</param>
internal sealed class FunctionInliner(IEnumerable<Function> functions, Rewriter.Rule rewrite)
{
    // A small file must not become a large graph: functions that call others twice, and those others again.
    private const int Deepest = 64, Most = 100_000;

    private readonly Dictionary<(string Domain, string Name, string Overload), Function> known = functions
        .DistinctBy(f => (f.Domain, f.Name, f.Overload)).ToDictionary(f => (f.Domain, f.Name, f.Overload));

    private int depth, count;

    /// <summary>What a call gives; null where no function of the model is called, or with too many inputs or outputs.</summary>
    /// <exception cref="ModelFormatException">The functions call each other too deeply or too often.</exception>
    public ImmutableArray<Value>? Inline(GenericOperator call)
    {
        if (!known.TryGetValue((call.Domain, call.OpType, call.Overload), out Function? function)
            || call.Inputs.Length > function.Body.Inputs.Length || call.Outputs.Length > function.Body.Outputs.Length)
            return null;
        count += function.Body.Operators.Length;
        if (depth >= Deepest || count > Most)
        {
            throw new ModelFormatException(
                $"Function '{function.Name}'", $"calls of functions at most {Deepest} deep, of {Most:N0} operators in all",
                depth >= Deepest ? "deeper ones" : "more", "Write its operators out.");
        }

        depth++;
        Dictionary<string, object> arguments = Arguments(call, function);
        Value absent = Value.Input(null);
        Dictionary<Value, Value> replaced = function.Body.Inputs.Select((input, i) => (input, i))
            .ToDictionary(p => p.input, p => (p.i < call.Inputs.Length ? call.Inputs[p.i] : null) ?? absent);
        Rewriter.Walk(function.Body, Resolve, replaced, Rename);
        depth--;
        return [.. function.Body.Outputs[..call.Outputs.Length].Select(y => replaced.GetValueOrDefault(y, y))];

        ImmutableArray<Value>? Resolve(Operator op)
        {
            if (op.Inputs.Contains(absent))
                op = op.With([.. op.Inputs.Select(x => x == absent ? null : x)]);
            Operator resolved = Resolved(op, arguments);
            return rewrite(resolved) ?? resolved.Outputs;
        }

        // Two calls compute two values of one name each.
        void Rename(Value old, Value value)
        {
            if (!string.IsNullOrEmpty(old.Name) && value.Name == old.Name)
                value.Name = $"{call.Name ?? call.OpType}/{old.Name}";
        }
    }

    private static Dictionary<string, object> Arguments(GenericOperator call, Function function)
    {
        Dictionary<string, object> arguments = function.DefaultAttributes.DistinctBy(a => a.Name).ToDictionary(a => a.Name, a => a.Value);
        foreach (Attribute attribute in call.Attributes)
            arguments[attribute.Name] = attribute.Value;
        return arguments;
    }

    // An attribute that refers to one that the call leaves out is left out as well.
    private static Operator Resolved(Operator op, Dictionary<string, object> arguments)
    {
        if (op is not GenericOperator node || !node.Attributes.Any(a => a.Value is AttributeReference))
            return op;
        ImmutableArray<Attribute> resolved =
        [
            .. node.Attributes.Where(a => a.Value is not AttributeReference reference || arguments.ContainsKey(reference.Name))
                .Select(a => a.Value is AttributeReference reference ? a with { Value = arguments[reference.Name] } : a),
        ];
        return new GenericOperator(
            node.OpType, node.Domain, node.SinceVersion, node.Inputs.AsSpan(), [.. node.Outputs.Select(y => y.Type)], resolved)
        {
            Name = node.Name, DocString = node.DocString, Metadata = node.Metadata, Variant = node.Variant,
        };
    }
}
