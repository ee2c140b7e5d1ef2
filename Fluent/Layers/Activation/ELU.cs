using OnnxEmit;

namespace Fluent;

/// <summary>Exponential linear: x above 0, <c>alpha · (exp(x) − 1)</c> below (Clevert et al. 2015).</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="alpha">What the output falls to far below 0, with its sign turned.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class ELU(float alpha = 1, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Op.Elu(x, Alpha);
}
