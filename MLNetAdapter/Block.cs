using Fluent;

namespace MLNetAdapter;

/// <summary>Up to a batch of rows of one length, and the run over them. One thread's at a time.</summary>
internal sealed class Block : IDisposable
{
    private readonly SessionLease lease;
    private readonly BoundColumns columns;
    private readonly InputBuffer[] inputs;
    private readonly OutputBuffer?[] outputs;
    private readonly int rows;
    private readonly CancellationToken cancellation;
    private Binding? binding;

    /// <summary>An empty block for the rows that the readers read.</summary>
    public Block(
        SessionLease lease,
        BoundColumns columns,
        InputReader[] readers,
        bool[] activeOutputs,
        int rows,
        CancellationToken cancellation)
    {
        (this.lease, this.columns, this.rows, this.cancellation) = (lease, columns, rows, cancellation);
        inputs = [.. readers.Select(reader => reader.Tensor.Kind.Input(reader, rows))];
        outputs = [.. columns.Mapping.Outputs.Select((tensor, i) => activeOutputs[i] ? tensor.Kind.Output(tensor, rows) : null)];
        binding = new Binding(lease.Session);
    }

    public IReadOnlyList<OutputBuffer?> Outputs => outputs;

    /// <summary>How many rows it has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the results of all its rows are there.</summary>
    public bool IsScored { get; private set; }

    /// <summary>Has its only row read where it is run; for who reads none before the last was run.</summary>
    public void ReadInPlace()
    {
        foreach (InputBuffer input in inputs)
        {
            input.ReadInPlace();
        }
    }

    /// <summary>Begins anew, without rows.</summary>
    public void Clear() => (Count, IsScored) = (0, false);

    /// <summary>Whether the row read last can be added.</summary>
    public bool Accepts()
    {
        if (Count == 0 || Count == rows)
        {
            return Count == 0;
        }

        foreach (InputBuffer input in inputs)
        {
            if (!input.Accepts)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the row read last.</summary>
    public void Add()
    {
        foreach (InputBuffer input in inputs)
        {
            if (Count == 0)
            {
                input.Begin();
            }

            input.Store(Count);
        }

        Count++;
    }

    /// <summary>Runs the model over the rows.</summary>
    public void Run()
    {
        Run(0, Count, "");
        IsScored = true;
    }

    /// <summary>Runs the model over one of the rows, number <paramref name="row"/> of all; its result is in slot 0.</summary>
    public void RunOne(int slot, long row) => Run(slot, 1, $" to row {row}");

    public void Dispose()
    {
        binding?.Dispose();
        binding = null;
    }

    private bool OpenOutputs()
    {
        bool isNew = false;
        foreach (OutputBuffer? output in outputs)
        {
            isNew |= output?.Open() ?? false;
        }

        return isNew;
    }

    private void Run(int first, int count, string to)
    {
        Session session = lease.Session;
        ObjectDisposedException.ThrowIf(session.IsDisposed || binding is null, typeof(FluentTransformer));
        lease.Source.Count();
        try
        {
            foreach (InputBuffer input in inputs)
            {
                input.Bind(binding, first, count);
            }

            foreach (OutputBuffer? output in outputs)
            {
                output?.Bind(binding, count);
            }

            binding.Run(cancellation);
            foreach (OutputBuffer? output in outputs)
            {
                output?.Collect(binding, count);
            }
        }
        catch (FluentRuntimeException) when (rows == 1 && OpenOutputs())
        {
            Run(first, count, to);
        }
        catch (FluentRuntimeException e)
        {
            throw new FluentTransformException($"Applying the model{to} from columns {columns.Mapping}", "to run", e.Message, e);
        }
    }
}
