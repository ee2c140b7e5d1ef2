using Microsoft.ML.OnnxRuntime;
using OnnxEmit;

namespace Fluent;

/// <content>What is bound where, and what a failed run says about it.</content>
internal sealed partial class Binding
{
    private void Bind<T>(TensorInfo port, string role, Memory<T> memory, ElementType type, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (Bound(role).GetValueOrDefault(port.Name) is BoundBuffer<T> buffer && buffer.Is(memory, type, shape))
        {
            return;
        }

        if (type != port.ElementType)
        {
            throw new FluentRuntimeException($"The model's {role} {port}", "elements of its type", Describe(type, shape));
        }

        long count = 1;
        foreach (long size in shape)
        {
            count = checked(count * size);
        }

        long length = memory.Length;
        if (count < 0 || count > length)
        {
            throw new FluentRuntimeException(
                $"The model's {role} {port}", "memory for its shape", $"{Describe(type, shape)} with {length} elements");
        }

        Keep(port, role, BoundBuffer<T>.Over(memory, type, shape));
    }

    /// <summary>
    /// Binds <paramref name="buffer"/>, and lets go of what was bound before only when the native side looks at the new one.
    /// </summary>
    private void Keep(TensorInfo port, string role, BoundBuffer buffer)
    {
        lock (gate)
        {
            try
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                Attach(port.Name, role, buffer);
            }
            catch (OnnxRuntimeException e)
            {
                buffer.Dispose();
                throw new FluentRuntimeException(
                    $"The model's {role} {port}", "a tensor it can be bound to", $"{Describe(buffer.Type, buffer.Shape)}: {e.Message}", e);
            }
            catch
            {
                buffer.Dispose();
                throw;
            }

            Dictionary<string, BoundBuffer> bound = Bound(role);
            bound.GetValueOrDefault(port.Name)?.Dispose();
            bound[port.Name] = buffer;
            allocates |= buffer.Value is null;
        }
    }

    private void Attach(string name, string role, BoundBuffer buffer)
    {
        if (buffer.Value is not { } value)
        {
            io.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }
        else if (role == "input")
        {
            io.BindInput(name, value);
        }
        else
        {
            io.BindOutput(name, value);
        }
    }

    private Dictionary<string, BoundBuffer> Bound(string role) => role == "input" ? inputs : outputs;

    /// <summary>Does again what ONNX Runtime does only when a name is bound.</summary>
    private void Refresh()
    {
        if (copiesInputs)
        {
            // A GPU's input is a copy made when it was bound; what the caller wrote since must reach it.
            foreach ((string name, BoundBuffer buffer) in inputs)
            {
                if (buffer.Owned)
                {
                    io.BindInput(name, buffer.Value!);
                }
            }
        }

        if (allocates)
        {
            // An output allocated by the last run would count as memory of its shape for this one.
            foreach ((string name, BoundBuffer buffer) in outputs)
            {
                if (buffer.Value is null)
                {
                    io.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
                }
            }
        }
    }

    private FluentRuntimeException Failure(OnnxRuntimeException e)
    {
        string[] missing = [.. session.Inputs.Where(port => !inputs.ContainsKey(port.Name)).Select(port => port.ToString())];
        if (missing.Length > 0)
        {
            return new("A run", "every input of the model", $"nothing for {string.Join(", ", missing)}", e);
        }

        string[] wrong = [.. Misfits(session.Inputs, inputs), .. Misfits(session.Outputs, outputs)];
        return wrong.Length > 0
            ? new($"The model expects {string.Join("; ", wrong)}: {e.Message}", e)
            : new("ONNX Runtime", "to run the model to its end", e.Message, e);
    }

    private static IEnumerable<string> Misfits(IReadOnlyList<TensorInfo> ports, Dictionary<string, BoundBuffer> bound) =>
        from port in ports
        let buffer = bound.GetValueOrDefault(port.Name)
        where buffer is { Owned: true, Value: not null } && !Fits(port.Dims, buffer.Shape)
        select $"{port}. Received: {Describe(buffer.Type, buffer.Shape)}";

    private static bool Fits(IReadOnlyList<long> declared, long[] actual) =>
        declared.Count == actual.Length && declared.Zip(actual).All(pair => pair.First < 0 || pair.First == pair.Second);

    private static string Describe(ElementType type, ReadOnlySpan<long> shape) =>
        $"{type.ToString().ToLowerInvariant()}[{string.Join(", ", shape.ToArray())}]";
}
