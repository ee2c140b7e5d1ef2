namespace OnnxEmit.Operators;

/// <summary>Counts, in rows of numbers or words, sequences that a pool lists: how often each stands there, weighted.</summary>
/// <remarks>
/// A row (C) gives (n), rows (N, C) give (N, n), n one more than the largest of <paramref name="ngramIndexes"/>; Float. Not differentiable.
/// </remarks>
/// <param name="x">(C) or (N, C); Int32 or Int64 with a pool of numbers, text with one of words.</param>
/// <param name="mode"><c>TF</c> counts, <c>IDF</c> gives the weight where the count is not 0, <c>TFIDF</c> the count times it.</param>
/// <param name="minGramLength">The length of the shortest sequences that are counted.</param>
/// <param name="maxGramLength">The length of the longest sequences that are counted.</param>
/// <param name="maxSkipCount">How many items between two of a sequence may be left out.</param>
/// <param name="ngramCounts">Where in the pool the sequences of 1 item begin, those of 2 items, and so on.</param>
/// <param name="ngramIndexes">Which place of the result each sequence of the pool counts for.</param>
/// <param name="poolInt64s">The sequences one after the other, of numbers.</param>
/// <param name="poolStrings">The sequences one after the other, of words.</param>
/// <param name="weights">The weight of each sequence; 1 when omitted.</param>
[OnnxOperator(since: 9)]
public sealed partial class TfIdfVectorizer(
    Value x, string mode, long minGramLength, long maxGramLength, long maxSkipCount, long[] ngramCounts, long[] ngramIndexes,
    long[]? poolInt64s = null, string[]? poolStrings = null, float[]? weights = null) : Operator(x)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (X.Rank is not (1 or 2))
            throw new OperatorException(this, "a row (C) or rows (N, C)", $"{X.Shape}");
        if (mode is not ("TF" or "IDF" or "TFIDF"))
            throw new OperatorException(this, "mode to be TF, IDF or TFIDF", $"'{mode}'");
        bool text = X.ElementType == ElementType.String;
        if (text ? poolStrings is null : poolInt64s is null || X.ElementType is not (ElementType.Int32 or ElementType.Int64))
            throw new OperatorException(this, "numbers with a pool of numbers or text with a pool of words", $"{X.ElementType}");
        if (ngramIndexes.Length == 0)
            throw new OperatorException(this, "a pool of one sequence or more", "none");
        return new TensorType(ElementType.Float, [.. X.Shape[..^1], ngramIndexes.Max() + 1]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
