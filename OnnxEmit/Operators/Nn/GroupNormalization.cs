using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Shifts and scales groups of channels of each example to mean 0 and variance 1, then each channel by scale and bias.</summary>
/// <remarks>
/// Version 18 of the operator had one scale and bias for each group; this is version 21, which has one for each channel. ONNX Runtime has
/// no kernel for either and computes it step by step.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …), of rank 2 or more.</param>
/// <param name="scale">Factor of each channel, of shape (channels).</param>
/// <param name="bias">Summand of each channel, of shape (channels).</param>
/// <param name="numGroups">Into how many groups the channels are divided, neighbours together; a divisor of their number.</param>
/// <param name="epsilon">What is added to the variance so that nothing is divided by 0.</param>
/// <param name="stashType">The type that mean and variance are computed in.</param>
/// <seealso href="https://arxiv.org/abs/1803.08494"/>
[OnnxOperator(since: 21)]
public sealed partial class GroupNormalization(
    Value x, Value scale, Value bias, long numGroups, float epsilon = 1e-5f, ElementType stashType = ElementType.Float)
    : Operator(x, scale, bias)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2];

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (X.Rank < 2)
            throw new OperatorException(this, "X of shape (batch, channels, …)", $"X {X.Shape}");
        if (new[] { Scale, Bias }.Any(v => v.Rank != 1 || !v.Shape[0].MayEqual(X.Shape[1])))
            throw new OperatorException(this, "one scale and bias per channel", $"X {X.Shape}; {Scale.Shape}, {Bias.Shape}");
        if (Inputs.Any(i => i!.ElementType != X.ElementType))
            throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));
        if (numGroups < 1 || (X.Shape[1].Size is { } channels && channels % numGroups != 0))
            throw new OperatorException(this, "num_groups that divides the channels", $"{numGroups}, X {X.Shape}");
        return X.TensorType;
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() => [InGroups()];

    /// <inheritdoc/>
    protected internal override Value? Faster() => InGroups();

    private Value InGroups()
    {
        Value groups = X.Cast(stashType).Reshape(0, numGroups, -1);
        Value normalized = (stashType == ElementType.Float ? Normalized(groups) : WrittenOut(groups)).Cast(X.ElementType).ReshapeLike(X);
        long[] places = [.. Enumerable.Range(1, X.Rank - 2).Select(axis => (long)axis)];
        return (normalized * PerChannel(Scale)) + PerChannel(Bias);

        Value PerChannel(Value v) => places.Length == 0 ? v : v.Unsqueeze(places);
    }

    // Each group as one channel.
    private Value Normalized(Value groups) => Op.InstanceNormalization(groups, Filled(1), Filled(0), epsilon);

    private Value WrittenOut(Value groups)
    {
        Value last = Value.Constant(-1);
        Value centred = groups - Op.ReduceMean(groups, last);
        return centred / Op.Sqrt(Op.ReduceMean(centred * centred, last) + epsilon);
    }

    private Value Filled(float number) => Op.Filled(number, ElementType.Float, numGroups);
}
