using OnnxEmit;

namespace Fluent;

/// <summary>A fully connected layer: <c>activation(x · kernel + bias)</c> over the last axis.</summary>
/// <remarks>Input (batch, …, features); output (batch, …, units). Weights: kernel (features, units), bias (units).</remarks>
/// <param name="units">The number of outputs, 1 or more.</param>
/// <param name="activation">Applied to the result; linear when omitted.</param>
/// <param name="useBias">Whether each output adds a learned bias.</param>
/// <param name="kernelInitializer">Draws the first kernel; Glorot uniform when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">What the kernel is held to after each update.</param>
/// <param name="biasConstraint">What the bias is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Dense(
    int units, [Default("Activations.Linear")] ActivationFunction? activation = null, bool useBias = true,
    [Default("GlorotUniform.Shared")] Initializer? kernelInitializer = null, [Default("Zeros.Shared")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank < 2)
            throw call.Expects("an input of rank 2 or more, the batch first");
        if (Units < 1)
            throw call.Expects("1 unit or more", $"{Units}");
        Value kernel = call.Weight("kernel", [x.Shape[^1], Units], KernelInitializer, regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        Value? bias = UseBias ? call.Weight("bias", [Units], BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint)
            : null;

        Value y = x.Rank == 2 ? Op.Gemm(x, kernel, bias) : bias is null ? Op.MatMul(x, kernel) : Op.MatMul(x, kernel) + bias;
        return Activation.Lower(y);
    }
}
