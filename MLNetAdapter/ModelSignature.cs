using Fluent;
using OnnxEmit;

namespace MLNetAdapter;

/// <summary>
/// A model with the inputs and outputs of another and nothing between: what ML.NET needs to see before it takes the other's bytes.
/// </summary>
internal static class ModelSignature
{
    public static byte[] Of(ModelSource model)
    {
        Value[] inputs = [.. model.Inputs.Select(tensor => Value.Input(TypeOf(tensor), tensor.Name))];
        // A vector of unknown length: no runtime finds other sizes than the declared ones.
        Value shape = Op.Reshape(Op.NonZero(Op.Shape(inputs[0])), Value.Constant(-1L));
        return new OnnxModel(new Graph(inputs, model.Outputs.Select(tensor => Output(tensor, shape)))).ToBytes();
    }

    private static Value Output(TensorInfo tensor, Value shape)
    {
        TensorType type = TypeOf(tensor);
        Value one = Value.Constant(type.ElementType is ElementType.String
            ? new TensorData([], [[]])
            : TensorData.Scalar(type.ElementType, 0));
        Value output = new GenericOperator("Expand", "", 13, [one, shape], [type], []).Outputs[0];
        output.Name = tensor.Name;
        return output;
    }

    private static TensorType TypeOf(TensorInfo tensor) => new(
        tensor.ElementType is ElementType.Float16 or ElementType.BFloat16 ? ElementType.Float : tensor.ElementType,
        Shape.Create([.. tensor.Dims.Select((size, axis) =>
            size >= 0 ? (Dim)size : (Dim)(tensor.Symbols[axis].Length > 0 ? tensor.Symbols[axis] : null))]));
}
