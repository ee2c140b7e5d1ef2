using OnnxEmit;

namespace Fluent;

/// <summary>2D convolution of each channel by itself with <c>depthMultiplier</c> kernels.</summary>
/// <remarks>
/// Input (batch, height, width, channels), or (batch, channels, height, width) with channels first; output of channels · depthMultiplier
/// channels. Weights: kernel (height, width, channels, depthMultiplier), bias (channels · depthMultiplier).
/// </remarks>
/// <param name="kernelSize">Height and width of each kernel.</param>
/// <param name="strides">Step between two places of the kernel; 1 when omitted.</param>
/// <param name="padding">Whether the borders are padded, so that a step of 1 keeps the size.</param>
/// <param name="depthMultiplier">How many kernels each channel has, 1 or more.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="dilationRate">Distance between the cells of a kernel; 1 when omitted.</param>
/// <param name="activation">Applied to the result; linear when omitted.</param>
/// <param name="useBias">Whether each output channel adds a learned bias.</param>
/// <param name="depthwiseInitializer">Draws the first kernels; Glorot uniform when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="depthwiseRegularizer">A penalty on the kernels.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="depthwiseConstraint">What the kernels are held to after each update.</param>
/// <param name="biasConstraint">What the bias is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class DepthwiseConv2D(
    Size2D kernelSize, [Default("1")] Size2D? strides = null, Padding padding = Padding.Valid, int depthMultiplier = 1,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, [Default("1")] Size2D? dilationRate = null,
    [Default("Activations.Linear")] ActivationFunction? activation = null, bool useBias = true,
    [Default("GlorotUniform.Shared")] Initializer? depthwiseInitializer = null,
    [Default("Zeros.Shared")] Initializer? biasInitializer = null, Regularizer? depthwiseRegularizer = null,
    Regularizer? biasRegularizer = null, Constraint? depthwiseConstraint = null, Constraint? biasConstraint = null,
    string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Convolution slide = new(call, KernelSize.ToArray(), Strides.ToArray(), DilationRate.ToArray(), Padding, DataFormat);
        return Activation.Lower(slide.Depthwise(x, DepthMultiplier, Kernel, UseBias ? Bias : null));

        Value Kernel(Shape shape) => call.Weight(
            "kernel", shape, DepthwiseInitializer, regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        Value Bias(Shape shape) => call.Weight("bias", shape, BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint);
    }
}
