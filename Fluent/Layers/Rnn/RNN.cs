namespace Fluent;

/// <summary>Walks a cell along a sequence.</summary>
/// <remarks>
/// Input (batch, steps, …), with first states as argument <c>initial_state</c> where wanted; output of the cell's shape, or of all steps.
/// The weights are the cell's.
/// </remarks>
/// <param name="cell">What is computed at each step.</param>
/// <param name="returnSequences">Whether the outputs of all steps are given rather than that of the last.</param>
/// <param name="returnState">Whether the last states are given behind the output.</param>
/// <param name="goBackwards">Whether the sequence is walked from its end; the outputs then stand in the order of the walk.</param>
/// <param name="stateful">Whether states last from batch to batch: not supported, kept for files.</param>
/// <param name="unroll">Whether the steps are written one by one: makes no difference here, kept for files.</param>
/// <param name="zeroOutputForMask">Whether steps that a mask excludes give zeros rather than the output before them.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class RNN(
    RecurrentCell cell, bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false,
    bool unroll = false, bool zeroOutputForMask = false, string? name = null)
    : RecurrentLayer(cell, name, returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask)
{
}
