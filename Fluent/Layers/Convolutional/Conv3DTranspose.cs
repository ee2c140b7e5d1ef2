using OnnxEmit;

namespace Fluent;

/// <summary>The transpose of a 3D convolution: lays a learned kernel down for every input and adds them up, to enlarge a volume.</summary>
/// <remarks>
/// Input (batch, depth, height, width, channels), or (batch, channels, depth, height, width) with channels first; output of
/// <c>filters</c> channels. Weights: kernel (depth, height, width, filters, channels), bias (filters).
/// </remarks>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelSize">Depth, height and width of each kernel.</param>
/// <param name="strides">How far the kernels of neighbouring inputs lie apart in the output; 1 when omitted.</param>
/// <param name="padding">With <see cref="Padding.Same"/> the output is the input times the strides, with <see cref="Padding.Valid"/> it
/// holds every kernel whole.</param>
/// <param name="dataFormat">Where the channels stand; <see cref="Defaults.DataFormat"/> when omitted.</param>
/// <param name="outputPadding">Rows added at the end of the output, below the strides; what makes the size a multiple of them when
/// omitted.</param>
/// <param name="dilationRate">Distance between the cells of a kernel; 1 when omitted. Not together with strides.</param>
/// <param name="activation">Applied to the result; linear when omitted.</param>
/// <param name="useBias">Whether each output channel adds a learned bias.</param>
/// <param name="kernelInitializer">Draws the first kernels; Glorot uniform when omitted.</param>
/// <param name="biasInitializer">Draws the first bias; zeros when omitted.</param>
/// <param name="kernelRegularizer">A penalty on the kernels.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">What the kernels are held to after each update.</param>
/// <param name="biasConstraint">What the bias is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Conv3DTranspose(
    int filters, Size3D kernelSize, [Default("1")] Size3D? strides = null, Padding padding = Padding.Valid,
    [Default("Defaults.DataFormat")] DataFormat? dataFormat = null, Size3D? outputPadding = null,
    [Default("1")] Size3D? dilationRate = null, [Default("Activations.Linear")] ActivationFunction? activation = null,
    bool useBias = true, [Default("GlorotUniform.Shared")] Initializer? kernelInitializer = null,
    [Default("Zeros.Shared")] Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null,
    string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Convolution slide = new(call, KernelSize.ToArray(), Strides.ToArray(), DilationRate.ToArray(), Padding, DataFormat);
        return Activation.Lower(slide.Transposed(x, Filters, OutputPadding?.ToArray(), Kernel, UseBias ? Bias : null));

        Value Kernel(Shape shape) => call.Weight("kernel", shape, KernelInitializer, regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        Value Bias(Shape shape) => call.Weight("bias", shape, BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint);
    }
}
