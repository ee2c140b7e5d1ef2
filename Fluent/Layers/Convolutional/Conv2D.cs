using OnnxEmit;

namespace Fluent;

/// <summary>2D convolution: slides learned kernels over the height and width of its input.</summary>
/// <remarks>
/// Input (batch, height, width, channels), or (batch, channels, height, width) with channels first; output of <c>filters</c> channels.
/// Weights: kernel (height, width, channels / groups, filters), bias (filters).
/// </remarks>
/// <param name="filters">The number of kernels, and so of output channels; 1 or more, a multiple of <paramref name="groups"/>.</param>
/// <param name="kernelSize">Height and width of each kernel.</param>
/// <param name="strides">Step between two places of the kernel; 1 when omitted.</param>
/// <param name="padding">Whether the borders are padded, so that a step of 1 keeps the size.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="dilationRate">Distance between the cells of a kernel; 1 when omitted. Not together with strides.</param>
/// <param name="groups">Number of groups of channels convolved apart from each other.</param>
/// <param name="activation">Applied to the result; linear when omitted.</param>
/// <param name="useBias">Whether each output channel adds a learned bias.</param>
/// <param name="kernelInitializer">Draws the first kernels; Glorot uniform when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="kernelRegularizer">A penalty on the kernels.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">What the kernels are held to after each update.</param>
/// <param name="biasConstraint">What the bias is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Conv2D(
    int filters, Size2D kernelSize, [Default("1")] Size2D? strides = null, Padding padding = Padding.Valid,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, [Default("1")] Size2D? dilationRate = null, int groups = 1,
    [Default("Activations.Linear")] ActivationFunction? activation = null, bool useBias = true,
    [Default("GlorotUniform.Shared")] Initializer? kernelInitializer = null, [Default("Zeros.Shared")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Convolution slide = new(call, KernelSize.ToArray(), Strides.ToArray(), DilationRate.ToArray(), Padding, DataFormat);
        return Activation.Lower(slide.Lower(x, Filters, Groups, Kernel, UseBias ? Bias : null));

        Value Kernel(Shape shape) => call.Weight("kernel", shape, KernelInitializer, regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        Value Bias(Shape shape) => call.Weight("bias", shape, BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint);
    }
}
