namespace OnnxEmit.Operators;

/// <summary>Of each sequence of a batch the first elements in reverse order; what follows them stays.</summary>
/// <param name="input">Sequences (time, batch, …) or (batch, time, …).</param>
/// <param name="sequenceLens">How many elements of each sequence to reverse, an Int64 vector (batch).</param>
/// <param name="batchAxis">The axis of the sequences, 0 or 1.</param>
/// <param name="timeAxis">The axis of their elements, 0 or 1; the other one.</param>
[OnnxOperator(since: 10, BFloat16 = 28)]
public sealed partial class ReverseSequence(Value input, Value sequenceLens, long batchAxis = 1, long timeAxis = 0)
    : Operator(input, sequenceLens)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Input.Rank < 2)
            throw new OperatorException(this, "an input of rank 2 or more", $"{Input.Shape}");
        if ((batchAxis, timeAxis) is not ((0, 1) or (1, 0)))
            throw new OperatorException(this, "batch_axis and time_axis to be 0 and 1", $"{batchAxis}, {timeAxis}");
        return SequenceLens.Rank == 1 && SequenceLens.Shape[0].MayEqual(Input.Shape[(int)batchAxis]) ? Input.TensorType
            : throw new OperatorException(this, $"{Input.Shape[(int)batchAxis]} sequence lengths", $"{SequenceLens.Shape}");
    }

    // Reversed twice, everything is where it was.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.ReverseSequence(dY, SequenceLens, batchAxis, timeAxis)];
}
