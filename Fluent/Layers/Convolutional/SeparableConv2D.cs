using OnnxEmit;

namespace Fluent;

/// <summary>A 2D convolution in two: each channel by itself, then all channels of each place (Chollet 2017).</summary>
/// <remarks>
/// Input (batch, height, width, channels), or (batch, channels, height, width) with channels first; output of <c>filters</c> channels.
/// Weights: depthwise_kernel (height, width, channels, depthMultiplier), pointwise_kernel (1, 1, channels · depthMultiplier, filters),
/// bias (filters).
/// </remarks>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelSize">Height and width of each kernel of the first part.</param>
/// <param name="strides">Step between two places of the kernel; 1 when omitted.</param>
/// <param name="padding">Whether the borders are padded, so that a step of 1 keeps the size.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="dilationRate">Distance between the cells of a kernel; 1 when omitted.</param>
/// <param name="depthMultiplier">How many kernels each channel has in the first part, 1 or more.</param>
/// <param name="activation">Applied to the result; linear when omitted.</param>
/// <param name="useBias">Whether each output channel adds a learned bias.</param>
/// <param name="depthwiseInitializer">Draws the first kernels of the first part; Glorot uniform when omitted.</param>
/// <param name="pointwiseInitializer">Draws the first kernels of the second part; Glorot uniform when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="depthwiseRegularizer">A penalty on the kernels of the first part.</param>
/// <param name="pointwiseRegularizer">A penalty on the kernels of the second part.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="depthwiseConstraint">What the kernels of the first part are held to after each update.</param>
/// <param name="pointwiseConstraint">What the kernels of the second part are held to after each update.</param>
/// <param name="biasConstraint">What the bias is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class SeparableConv2D(
    int filters, Size2D kernelSize, [Default("1")] Size2D? strides = null, Padding padding = Padding.Valid,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, [Default("1")] Size2D? dilationRate = null, int depthMultiplier = 1,
    [Default("Activations.Linear")] ActivationFunction? activation = null, bool useBias = true,
    [Default("GlorotUniform.Shared")] Initializer? depthwiseInitializer = null,
    [Default("GlorotUniform.Shared")] Initializer? pointwiseInitializer = null,
    [Default("Zeros.Shared")] Initializer? biasInitializer = null, Regularizer? depthwiseRegularizer = null,
    Regularizer? pointwiseRegularizer = null, Regularizer? biasRegularizer = null, Constraint? depthwiseConstraint = null,
    Constraint? pointwiseConstraint = null, Constraint? biasConstraint = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Convolution slide = new(call, KernelSize.ToArray(), Strides.ToArray(), DilationRate.ToArray(), Padding, DataFormat);
        return Activation.Lower(slide.Separable(x, Filters, DepthMultiplier, Depthwise, Pointwise, UseBias ? Bias : null));

        Value Depthwise(Shape shape) => call.Weight(
            "depthwise_kernel", shape, DepthwiseInitializer, regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        Value Pointwise(Shape shape) => call.Weight(
            "pointwise_kernel", shape, PointwiseInitializer, regularizer: PointwiseRegularizer, constraint: PointwiseConstraint);
        Value Bias(Shape shape) => call.Weight("bias", shape, BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint);
    }
}
