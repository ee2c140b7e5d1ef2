using Fluent.Saving;
using OnnxEmit;
using OnnxEmit.Operators;

namespace Fluent.Lowering;

/// <summary>A model's inference graph: the batch symbolic, weights as constants, kernels transposed once and for all.</summary>
internal sealed class InferenceGraph
{
    private readonly Model model;
    private readonly Dictionary<Weight, Value> values;
    private readonly Dictionary<(Weight, string), (Value Value, int[] Perm)> transposed = [];

    private InferenceGraph(Model model)
    {
        this.model = model;
        LoweringContext context = LoweringContext.ForInference(2 * model.Operations.Count);
        Dictionary<Tensor, MaskedValue> given = [];
        foreach (Tensor input in model.Inputs)
            given[input] = new(Value.Input(input.Type, input.Operation.Name));
        Value[] inputs = [.. model.Inputs.Select(input => given[input].Value)];
        MaskedValue[] outputs = model.Replay(context, given, parent: null);
        values = context.Weights;
        Graph graph = new(inputs, Named(outputs, model.OutputNames, model.InputNames), name: model.Name);
        Graph arranged = Rewriter.Apply<Transpose>(PassPipeline.Arrange(graph), TransposeWeight);

        // Weights stay in the file, which training goes on from: what is computed of them, the runtime folds when it loads them.
        HashSet<Value> turned = [.. transposed.Values.Select(t => t.Value)];
        Func<Value, bool> isKept = value => WeightOf.ContainsKey(value) || turned.Contains(value);
        Graph = arranged == graph ? PassPipeline.Tidy(graph, isKept) : PassPipeline.Inference(arranged, isKept);
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>
    /// Which weight each initializer is, and how it was transposed; not those that were folded into other constants. Whoever asks wants to
    /// find them again by name, so that paths which are equal are numbered then.
    /// </summary>
    public IReadOnlyList<WeightOrigin> Origins => field ??= FindOrigins();

    /// <summary>The weights that no initializer holds, with their place in the model's list.</summary>
    public IEnumerable<(int Index, Weight Weight)> Unused
    {
        get
        {
            HashSet<int> written = [.. Origins.Select(origin => origin.Index)];
            return model.Weights.Index().Where(w => !written.Contains(w.Index));
        }
    }

    // Made when it is first asked for: most graphs have nothing that rearranges weights.
    private Dictionary<Value, Weight> WeightOf => field ??= values.ToDictionary(w => w.Value, w => w.Key);

    public static InferenceGraph Of(Model model) => new(model);

    /// <summary>The names that the outputs have in files: those of their layers, told apart where equal.</summary>
    public static string[] OutputNames(IReadOnlyList<string> outputs, IReadOnlyList<string> inputs)
    {
        HashSet<string> taken = [.. inputs];
        string[] names = new string[outputs.Count];
        for (int i = 0; i < names.Length; i++)
        {
            string name = outputs[i];
            for (int n = 1; !taken.Add(name); n++)
                name = $"{outputs[i]}_{n}";
            names[i] = name;
        }

        return names;
    }

    private static Value[] Named(MaskedValue[] outputs, IReadOnlyList<string> outputNames, IReadOnlyList<string> inputNames)
    {
        string[] names = OutputNames(outputNames, inputNames);
        return [.. outputs.Select((output, i) =>
        {
            Value value = output.Value.Producer is null || output.Value.Name is not null ? Op.Identity(output.Value) : output.Value;
            value.Name = names[i];
            return value;
        })];
    }

    private List<WeightOrigin> FindOrigins()
    {
        HashSet<Value> used = [.. Graph.Constants];
        ILookup<Weight, (Value Value, int[] Perm)> turned = transposed.ToLookup(t => t.Key.Item1, t => t.Value);
        List<WeightOrigin> origins = [];
        foreach ((int index, (string name, Weight weight)) in WeightNames.Of(model.Weights).Index())
        {
            if (!values.TryGetValue(weight, out Value? plain))
                continue;
            foreach ((int i, (Value value, int[] perm)) in turned[weight].Prepend((plain, [])).Where(v => used.Contains(v.Item1)).Index())
            {
                value.Name = i == 0 ? name : $"{name}/{Key(perm)}";
                origins.Add(new(weight, index, value.Name, perm));
            }
        }

        return origins;
    }

    // Weights are transposed here rather than by the runtime, so that the file needs no node for it; how, is noted for loading.
    private System.Collections.Immutable.ImmutableArray<Value>? TransposeWeight(Transpose op)
    {
        if (op.Inputs[0] is not { } source || !WeightOf.TryGetValue(source, out Weight? weight))
            return null;
        string key = Key(op.Perm);
        if (!transposed.TryGetValue((weight, key), out (Value Value, int[] Perm) found))
        {
            found = (Value.Constant(op.Fold([source.Data])!, weight.Path), op.Perm);
            transposed[(weight, key)] = found;
        }

        return [found.Value];
    }

    private static string Key(int[] perm) => string.Join(',', perm);
}

/// <summary>
/// An initializer of a saved file: which weight it is, its place in the model's list, and the order of axes by which it was transposed.
/// </summary>
internal readonly record struct WeightOrigin(Weight Weight, int Index, string Initializer, int[] Perm);
