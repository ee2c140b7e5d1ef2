using OnnxEmit;

namespace Fluent;

/// <summary>A learned vector for each of a number of words or other classes.</summary>
/// <remarks>
/// Input (batch, …) of whole numbers from 0 to <c>inputDim</c> − 1; output (batch, …, outputDim). Other numbers are cast to integers.
/// Weights: embeddings (inputDim, outputDim).
/// </remarks>
/// <param name="inputDim">The number of classes, 1 or more.</param>
/// <param name="outputDim">The length of each vector, 1 or more.</param>
/// <param name="embeddingsInitializer">Draws the first vectors; even in ±0.05 when omitted.</param>
/// <param name="embeddingsRegularizer">A penalty on the vectors.</param>
/// <param name="embeddingsConstraint">What the vectors are held to after each update.</param>
/// <param name="maskZero">Whether 0 stands for no word: the result then carries a mask, and recurrent layers skip such steps.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Embedding(
    int inputDim, int outputDim, [Default("new RandomUniform()")] Initializer? embeddingsInitializer = null,
    Regularizer? embeddingsRegularizer = null, Constraint? embeddingsConstraint = null, bool maskZero = false,
    string? name = null) : Layer(name)
{
    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (InputDim < 1 || OutputDim < 1)
            throw call.Expects("an input and an output dimension of 1 or more", $"{InputDim} and {OutputDim}");
        Value ids = call.Single();
        if (ids.ElementType != ElementType.Int64)
            ids = ids.Cast(ElementType.Int32);
        Value embeddings = call.Weight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer,
            regularizer: EmbeddingsRegularizer, constraint: EmbeddingsConstraint);
        Value? mask = MaskZero ? Op.Not(Op.Equal(ids, Value.Scalar(0, ids))) : null;
        return LayerResult.WithMasks(new MaskedValue(Op.Gather(embeddings, ids), mask));
    }
}
