using Microsoft.ML.OnnxRuntime;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// Inputs and outputs of a <see cref="Session"/> bound once to the caller's memory and then run any number of times: <see cref="Run"/>
/// reads the inputs from and writes the outputs to that memory and allocates no managed byte. Binding a name again replaces its buffer;
/// binding the same memory with the same shape again changes nothing. Outputs that are not bound are not computed.
/// </summary>
/// <remarks>
/// The memory stays pinned until its name is bound again or the binding is disposed. An output must not share memory with an input. A
/// binding is one thread's at a time (a second one waits); <see cref="Dispose"/> waits for a run that is under way. The session stays
/// open until its bindings are disposed.
/// </remarks>
internal sealed partial class Binding : IDisposable
{
    private readonly Dictionary<string, BoundBuffer> inputs = [];
    private readonly Dictionary<string, BoundBuffer> outputs = [];
    private readonly RunOptions options;
    private readonly OrtIoBinding io;
    private readonly Session session;
    private readonly InferenceSession native;
    private readonly Lock gate = new();
    private readonly bool copiesInputs;
    private bool allocates;
    private bool disposed;

    /// <summary>A binding with nothing bound.</summary>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public Binding(Session session)
    {
        // A user of the session until it is disposed: its runs need not be one each.
        native = session.Enter();
        try
        {
            io = native.CreateIoBinding();
            options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            this.session = session;
        }
        catch
        {
            session.Leave();
            throw;
        }

        copiesInputs = session.Report.Got!.Kind is DeviceKind.Cuda;
    }

#pragma warning disable MA0055 // An abandoned binding must not hold its session and pin its memory for ever.
    ~Binding() => Release();
#pragma warning restore MA0055

    /// <summary>Binds an input to memory that holds its elements, row-major; the memory may be longer than the shape.</summary>
    /// <exception cref="FluentRuntimeException">There is no such input, it has another type, or the memory is too short.</exception>
    public void Input<T>(string name, Memory<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged => Bind(session.Input(name), "input", memory, ElementTypes.Of<T>(), shape);

    /// <summary>Binds an input to the bits of a type that .NET has no name for, as bfloat16.</summary>
    /// <inheritdoc cref="Input{T}(string, Memory{T}, ReadOnlySpan{long})"/>
    public void Input<T>(string name, ElementType type, Memory<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged => Bind(session.Input(name), "input", memory, type, shape);

    /// <summary>Binds an input to a value of ONNX Runtime, which stays the caller's to dispose after this binding.</summary>
    public void Input(string name, OrtValue value) =>
        Keep(session.Input(name), "input", new BoundBuffer(session.Input(name).ElementType, [], value, owned: false));

    /// <summary>Binds an output to memory that it is written to; the shape must be the one the run gives.</summary>
    /// <inheritdoc cref="Input{T}(string, Memory{T}, ReadOnlySpan{long})"/>
    public void Output<T>(string name, Memory<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged => Bind(session.Output(name), "output", memory, ElementTypes.Of<T>(), shape);

    /// <summary>Binds an output to the bits of a type that .NET has no name for, as bfloat16.</summary>
    /// <inheritdoc cref="Input{T}(string, Memory{T}, ReadOnlySpan{long})"/>
    public void Output<T>(string name, ElementType type, Memory<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged => Bind(session.Output(name), "output", memory, type, shape);

    /// <summary>Binds an output to a value of ONNX Runtime, which stays the caller's to dispose after this binding.</summary>
    public void Output(string name, OrtValue value) =>
        Keep(session.Output(name), "output", new BoundBuffer(session.Output(name).ElementType, [], value, owned: false));

    /// <summary>Runs the model once, from the bound inputs to the bound outputs.</summary>
    /// <param name="cancellation">Ends the run between two operators; the outputs' contents are then undefined.</param>
    /// <exception cref="ObjectDisposedException">The session or this binding was disposed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> ended the run.</exception>
    /// <exception cref="FluentRuntimeException">An input is not bound, a shape does not fit, or an operator fails.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            ObjectDisposedException.ThrowIf(session.IsDisposed, session);
            try
            {
                cancellation.ThrowIfCancellationRequested();
                Refresh();
                // The registration's end waits for a callback under way, so that Terminate is not set again behind the reset below.
                using (cancellation.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, options))
                {
                    native.RunWithBinding(options, io);
                }
            }
            catch (OnnxRuntimeException e)
            {
                cancellation.ThrowIfCancellationRequested();
                throw Failure(e);
            }
            finally
            {
                if (cancellation.IsCancellationRequested)
                {
                    options.Terminate = false;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (!disposed)
            {
                disposed = true;
                Release();
                GC.SuppressFinalize(this);
            }
        }
    }

    private void Release()
    {
        // The constructor may have thrown before any of them was there.
        if (session is not null)
        {
            io.Dispose();
            options.Dispose();
            foreach (BoundBuffer buffer in inputs.Values.Concat(outputs.Values))
            {
                buffer.Dispose();
            }

            session.Leave();
        }
    }
}
