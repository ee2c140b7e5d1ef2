using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>The memory of up to a batch of rows, and the run over them. One cursor's or row's own.</summary>
internal sealed class Block : IDisposable
{
    private readonly SessionLease lease;
    private readonly BoundColumns columns;
    private readonly InputBuffer[] inputs;
    private readonly OutputBuffer?[] outputs;
    private readonly CancellationToken cancellation;
    private Binding? binding;

    /// <summary>A block over the columns of <paramref name="row"/>.</summary>
    public Block(SessionLease lease, BoundColumns columns, DataViewRow row, bool[] activeOutputs, int rows, CancellationToken cancellation)
    {
        this.lease = lease;
        this.columns = columns;
        this.cancellation = cancellation;
        inputs = [.. columns.Inputs.Select(tensor => tensor.Kind.Input(tensor, rows))];
        outputs = [.. columns.Mapping.Outputs.Select((tensor, i) => activeOutputs[i] ? tensor.Kind.Output(tensor, rows) : null)];
        binding = new Binding(lease.Session);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i].Connect(row, columns.InputColumns[i]);
        }
    }

    public IReadOnlyList<OutputBuffer?> Outputs => outputs;

    /// <summary>Begins to gather rows.</summary>
    public void Start()
    {
        foreach (InputBuffer input in inputs)
        {
            input.StartBlock();
        }
    }

    /// <summary>Gathers the current row, or returns false where it does not fit into one run with those before it.</summary>
    public bool Fetch(int slot)
    {
        foreach (InputBuffer input in inputs)
        {
            if (!input.Fetch(slot))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Runs the model over the gathered rows.</summary>
    public void Run(int rows)
    {
        Session session = lease.Session;
        ObjectDisposedException.ThrowIf(session.IsDisposed || binding is null, typeof(FluentTransformer));
        lease.Source.Count();
        try
        {
            foreach (InputBuffer input in inputs)
            {
                input.Bind(binding, rows);
            }

            foreach (OutputBuffer? output in outputs)
            {
                output?.Bind(binding, rows);
            }

            binding.Run(cancellation);
            foreach (OutputBuffer? output in outputs)
            {
                output?.Collect(binding, rows);
            }
        }
        catch (FluentRuntimeException e)
        {
            throw new FluentTransformException($"Applying the model from columns {columns.Mapping}", "to run", e.Message, e);
        }
    }

    public void Dispose()
    {
        binding?.Dispose();
        binding = null;
    }
}
