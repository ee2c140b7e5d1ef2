using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Fluent;

/// <summary>
/// Counts who uses an <see cref="InferenceSession"/>. ONNX Runtime frees a session at once when it is disposed, and a run that is under
/// way, or comes later, then reads freed memory; here the last user frees it, and a later use is an <see
/// cref="ObjectDisposedException"/>.
/// </summary>
internal sealed class SessionHandle : SafeHandle
{
    private readonly InferenceSession session;
    private readonly long bytes;

    /// <summary>A session with a model of about <paramref name="bytes"/>.</summary>
    public SessionHandle(InferenceSession session, long bytes)
        : base(0, ownsHandle: true)
    {
        (this.session, this.bytes) = (session, Math.Max(bytes, 1));
        // The collector sees a few small objects; what hangs on a forgotten one must hasten it.
        GC.AddMemoryPressure(this.bytes);
#pragma warning disable CA1816 // Its own finalizer does not know of our count, and runs before a critical one: this handle alone frees it.
        GC.SuppressFinalize(session);
#pragma warning restore CA1816
        SetHandle(1);
    }

    public override bool IsInvalid => false;

    /// <summary>Adds a user, who says <see cref="SafeHandle.DangerousRelease"/> at the end.</summary>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public InferenceSession Enter()
    {
        bool added = false;
        DangerousAddRef(ref added);
        return session;
    }

    protected override bool ReleaseHandle()
    {
        session.Dispose();
        GC.RemoveMemoryPressure(bytes);
        return true;
    }
}
