using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The discrete Fourier transform along one axis: Yₖ = Σⱼ Xⱼ e^(−2πi·jk/n), or its inverse, Xⱼ = 1/n Σₖ Yₖ e^(2πi·jk/n).</summary>
/// <remarks>
/// The last axis of complex tensors is real and imaginary part, of real ones it has length 1. The result is complex, but for the one-sided
/// inverse. Written for opsets before 20 as a matrix product.
/// </remarks>
/// <param name="input">(…, 1) or (…, 2), of rank 2 or more; a float type.</param>
/// <param name="dftLength">
/// n, a scalar: the axis is cut, or continued with zeros, to it. The axis's length when omitted; 2·(length − 1) for the one-sided inverse.
/// </param>
/// <param name="axis">The axis, an Int64 scalar, not the last; negative counts from the end. −2 when omitted.</param>
/// <param name="inverse">Whether to take the inverse transform.</param>
/// <param name="onesided">
/// Whether a spectrum is its first n/2 + 1 places, the others being their conjugates: of a real input, or, inverse, giving a real output.
/// </param>
/// <seealso href="https://docs.scipy.org/doc/scipy/tutorial/fft.html"/>
[OnnxOperator(since: 20)]
public sealed partial class DFT(Value input, Value? dftLength = null, Value? axis = null, bool inverse = false, bool onesided = false)
    : Operator(input, dftLength, axis)
{
    // Null where it is known at run time only.
    private int? At => Axis is null ? Input.Rank - 2 : Axis.Content is [{ Size: { } known }] ? Resolve(known) : null;

    private int KnownAt =>
        At ?? throw new OperatorException(this, "an axis that is known, to be differentiated", "one computed at run time");

    // n as a vector of one.
    private Value Length => DftLength?.ToVector()
        ?? (inverse && onesided ? ((Op.Shape(Input, KnownAt, KnownAt + 1) - Value.Constant(1)) * Value.Constant(2)).OrConstant()
            : Op.Shape(Input, KnownAt, KnownAt + 1).OrConstant());

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Input.Rank < 2 || !(Input.Shape[^1].MayEqual(1) || Input.Shape[^1].MayEqual(2)))
            throw new OperatorException(this, "an input (…, 1) or (…, 2)", $"{Input.Shape}");
        if (onesided && !Input.Shape[^1].MayEqual(inverse ? 2 : 1))
        {
            throw new OperatorException(
                this, inverse ? "complex numbers for the one-sided inverse" : "real numbers for a one-sided result", $"{Input.Shape}");
        }

        Dim parts = inverse && onesided ? 1 : 2;
        if (At is not { } at)
            return new TensorType(Input.ElementType, [.. Lengths.Unknown(Input.Rank - 1), parts]);
        Dim own = Input.Shape[at];
        Dim n = DftLength is not null ? (DftLength.Content is [{ } known] ? known : Dim.Unknown())
            : !(inverse && onesided) ? own
            : own.Size is { } bins ? 2 * (bins - 1)
            : Dim.Derived($"irfft({own.ToFormula()})");
        if (n.Size < 1)
            throw new OperatorException(this, "a length of 1 or more", $"{n}");
        return new TensorType(Input.ElementType, Input.Shape.With(at, onesided && !inverse ? Bins(n) : n).With(^1, parts));
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() =>
        At is { } at ? [DftMatrix.Apply(Input, at, Length, inverse, onesided)] : null;

    // The transform is linear: its gradient is the transposed one, which is the inverse times n, of the inverse the transform over n.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        int at = KnownAt;
        Value n = Length, size = n.Squeeze(0), number = size.Cast(dY.ElementType);
        Value place = Value.Constant(TensorData.Create<long>([], [at]));
        Value dX = !inverse ? Op.DFT(dY, onesided ? size : null, place, inverse: true) * number
            : onesided ? Op.DFT(dY, null, place, onesided: true) * DftMatrix.Shares(n, dY).UnsqueezeTo(dY.Rank, at) / number
            : Op.DFT(dY, null, place) / number;
        dX = dX.FitTo(at, Op.Shape(Input, at, at + 1).OrConstant());
        return [Input.Shape[^1] == 2 ? dX : dX.FitTo(Input.Rank - 1, Op.Shape(Input, -1).OrConstant())];
    }

    /// <summary>How many places a one-sided spectrum has.</summary>
    internal static Dim Bins(Dim n) => n.Size is { } size ? (size / 2) + 1 : Dim.Derived($"rfft({n.ToFormula()})");

    private int Resolve(long given)
    {
        int at = AxisList.Resolve(this, given, Input.Rank);
        return at < Input.Rank - 1 ? at
            : throw new OperatorException(this, "an axis other than the last, which is real and imaginary part", $"{given}");
    }
}
