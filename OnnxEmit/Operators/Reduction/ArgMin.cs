namespace OnnxEmit.Operators;

/// <summary>The place of the smallest element along an axis, as Int64. Not differentiable.</summary>
/// <param name="data">Rank 1 or more; a numeric type.</param>
/// <param name="axis">The axis that is searched; negative counts from the end.</param>
/// <param name="keepdims">Whether that axis stays, with length 1.</param>
/// <param name="selectLastIndex">Whether the last of equal elements is taken rather than the first.</param>
[OnnxOperator(since: 1)]
public sealed partial class ArgMin(Value data, long axis = 0, bool keepdims = true, bool selectLastIndex = false)
    : ArgOperator(data, axis, keepdims, selectLastIndex);
