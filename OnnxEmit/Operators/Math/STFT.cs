using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The Fourier transform of overlapping frames of a signal: what it sounds like over time.</summary>
/// <remarks>
/// A signal (batch, time, 1 or 2) gives (batch, frames, bins, 2) with frames = (time − length) / step + 1 and bins = length, one-sided
/// length/2 + 1; the last axis is real and imaginary part.
/// </remarks>
/// <param name="signal">(batch, time, 1), or complex (batch, time, 2); a float type.</param>
/// <param name="frameStep">How far it is from frame to frame, an Int32 or Int64 scalar.</param>
/// <param name="window">What each frame is multiplied with, (length); ones when omitted.</param>
/// <param name="frameLength">
/// The length of a frame, a scalar of the type of <paramref name="frameStep"/>; the window's when omitted.
/// </param>
/// <param name="onesided">Whether to give the first length/2 + 1 places of each spectrum only, of a real signal.</param>
[OnnxOperator(since: 17)]
public sealed partial class STFT(
    Value signal, Value frameStep, Value? window = null, Value? frameLength = null, bool onesided = true)
    : Operator(signal, frameStep, window, frameLength)
{
    // Always stated: the shape inference of the onnx checker (1.22) takes what is left out for 0.
    /// <inheritdoc/>
    public override IEnumerable<Attribute> Attributes => [new("onesided", onesided ? 1L : 0L)];

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Signal.Rank != 3 || !(Signal.Shape[2].MayEqual(1) || (!onesided && Signal.Shape[2].MayEqual(2))))
            throw new OperatorException(this, $"a signal (batch, time, 1{(onesided ? "" : " or 2")})", $"{Signal.Shape}");
        if (Window is null && FrameLength is null)
            throw new OperatorException(this, "a window or a frame length", "neither");
        Dim length = FrameLength is null ? Window!.Shape[0] : FrameLength.Content is [{ } known] ? known : Dim.Unknown();
        if (Window is not null && (Window.Rank != 1 || !Window.Shape[0].MayEqual(length) || Window.ElementType != Signal.ElementType))
        {
            throw new OperatorException(
                this, $"a window of {Signal.ElementType}({length})", $"{Window.TensorType}");
        }

        length = Window is null ? length : length.Unify(Window.Shape[0]);
        Dim bins = onesided ? DFT.Bins(length) : length;
        return new TensorType(Signal.ElementType, [Signal.Shape[0], Frames(length), bins, 2]);
    }

    // Frames are picked from the signal by their places, weighted by the window and transformed.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value step = FrameStep.ToVector(), length = FrameLength?.ToVector() ?? Op.Shape(Window!).OrConstant();
        Value count = (((Op.Shape(Signal, 1, 2) - length) / step) + Value.Constant(1)).OrConstant();
        Value frames = Op.Gather(Signal, (Op.Count(count) * step).Unsqueeze(1) + Op.Count(length), 1);
        if (Window is not null)
            frames *= Window.Unsqueeze(-1);
        return [Op.DFT(frames, onesided: onesided)];
    }

    private Dim Frames(Dim length)
    {
        Dim time = Signal.Shape[1], step = FrameStep.Content is [{ } known] ? known : Dim.Unknown();
        if (time.Size is { } all && length.Size is { } one && step.Size is { } by)
        {
            return one <= all && by > 0 ? ((all - one) / by) + 1
                : throw new OperatorException(
                    this, "frames no longer than the signal and steps of 1 or more", $"time {all}, length {one}, step {by}");
        }

        return Dim.Derived($"frames({time.ToFormula()}, {length.ToFormula()}, {step.ToFormula()})");
    }
}
