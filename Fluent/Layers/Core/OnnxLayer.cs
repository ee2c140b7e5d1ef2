using System.Collections.Immutable;
using Fluent.Importing;
using Fluent.Lowering;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// A network from an ONNX file as a layer: from PyTorch, Keras, PaddlePaddle, to be extended and trained further. Its nodes are read into
/// today's operators (<see cref="OnnxModel.Upgrade"/>), whatever version they are of.
/// </summary>
/// <remarks>
/// Inputs and outputs are the model's, in its order. Nothing in a file says what was learned: weights are the initializers that operators
/// declare as parameters (kernels, biases, scales, tables, what is multiplied or added), also where they reach them through
/// Transpose, Reshape, Cast, Slice and the like; scalars and masks of huge numbers are not. Means and variances of BatchNormalization are
/// kept as moving averages, the rest stays constant. Models in half precision are read in single precision, so that training works on whole
/// numbers: their outputs differ from the file's by its rounding. What an exporter folded, a BatchNormalization in a convolution, stays
/// folded.
/// </remarks>
/// <param name="model">The model, as <see cref="OnnxModel.Load(string)"/> reads it.</param>
/// <param name="frozen">Names of initializers that are weights but not trained; none when omitted.</param>
/// <param name="trainNormalization">
/// Whether BatchNormalization works by the batch's statistics in training and keeps their moving averages; otherwise it works as in
/// inference, which small batches want. Its scales and biases are trained in either case.
/// </param>
/// <param name="name">Its name; made from its class when omitted.</param>
[KerasName("OnnxLayer", Module = "fluent.layers")]
public sealed partial class OnnxLayer(
    OnnxModel model, string[]? frozen = null, bool trainNormalization = false, string? name = null) : Layer(name)
{
    private ImportedNetwork network = ImportedNetwork.Of(model);

    /// <summary>The network: its graph in today's operators, with its weights as inputs behind its own. Without their numbers.</summary>
    public OnnxModel Model => network.Description;

    /// <summary>The names of its tensors: where it can be cut.</summary>
    public IEnumerable<string> TensorNames => network.Names;

    internal ImportedNetwork Network => network;

    /// <summary>The network up to one of its tensors, a layer of its own with a copy of the numbers that the weights have now.</summary>
    /// <param name="tensor">The name of a tensor, as the file has it.</param>
    /// <exception cref="FluentException">There is no such tensor, or it does not follow from an input.</exception>
    public OnnxLayer Until(string tensor)
    {
        CheckNames([tensor], TensorNames, "tensors");
        ImportedNetwork cut = network.Until(tensor, weight => FindWeight(weight.Name) is { } own
            ? new ImportedNumbers(TensorData.Create<float>(own.Dims, own.Values)) : null);
        if (cut.Inputs.IsEmpty)
        {
            throw new FluentException(
                Label, "a tensor that follows from its inputs", $"'{tensor}', which is made of weights and constants");
        }

        string[]? still = Frozen?.Intersect(cut.Weights.Select(w => w.Name)).ToArray();
        return new(cut.Description, still, TrainNormalization) { network = cut, Trainable = Trainable };
    }

    internal override bool CastsInputs => false;       // its inputs have types

    internal override string NameOfOutput(int index) => network.Graph.Outputs[index].Name is { Length: > 0 } own ? own : Name;

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        CheckNames(Frozen ?? [], network.Weights.Select(w => w.Name), "weights");
        if (call.Inputs.Count != network.Inputs.Length)
        {
            string names = string.Join(", ", network.Inputs.Select(input => $"'{input.Name}'"));
            throw call.Expects($"{network.Inputs.Length} inputs ({names})", $"{call.Inputs.Count}");
        }

        Dictionary<Value, Value> values = [];
        for (int i = 0; i < network.Inputs.Length; i++)
            values[network.Inputs[i]] = Fitted(network.Inputs[i], call.Inputs[i].Value, call);
        Dictionary<Value, string> statistics = [];
        foreach (ImportedWeight weight in network.Weights)
        {
            bool isTrained = weight.IsTrained && Frozen?.Contains(weight.Name) != true;
            Value value = call.Weight(weight.Name, weight.Value.Shape, weight.Initializer, isTrained);
            values[weight.Value] = value;
            if (!weight.IsTrained)
                statistics[value] = weight.Name;
        }

        bool trains = call.Training && Trainable && TrainNormalization;
        Value[] outputs = Upgrader.Replay(
            network.Graph, values, op => trains ? ImportedStatistics.Train(op, statistics, call) : null);
        return LayerResult.FromValues(outputs.Select(output => Checked(output, call)));
    }

    // What a graph's operators infer must be known to go on from it.
    private static Value Checked(Value output, LayerCall call)
    {
        if (output.Type is TensorType { Shape: not null })
            return output;
        Operator? unknown = new Graph([], [output]).Operators.FirstOrDefault(op => op.Outputs.Any(y => y.Type is null));
        string which = unknown is null ? "" : $", as {unknown.OpType} '{unknown.Name}' of {Set(unknown)} gives a value of unknown type";
        string received = $"'{output.Name}': {output.Type?.ToString() ?? "?"}{which}";
        throw call.Expects($"a network whose outputs are tensors of known rank", received);

        static string Set(Operator op) => op.Domain.Length == 0 ? "ai.onnx" : op.Domain;
    }

    private static Value Fitted(Value expected, Value given, LayerCall call)
    {
        if (expected.Type is not TensorType { Shape: { } shape } type)
            return given;
        return given.Rank == shape.Rank && given.Shape.Zip(shape).All(pair => pair.First.MayEqual(pair.Second))
            ? given.Cast(type.ElementType)
            : throw call.Expects($"input '{expected.Name}' of shape {shape}", $"shape {given.Shape}");
    }

    private void CheckNames(IEnumerable<string> names, IEnumerable<string> known, string what)
    {
        HashSet<string> all = [.. known];
        foreach (string wrong in names.Where(name => !all.Contains(name)))
        {
            throw new FluentException(
                $"{new FluentException(Label, $"names of its {what}", $"'{wrong}'").Message} {NearestNames.Advice(wrong, all)}");
        }
    }
}
