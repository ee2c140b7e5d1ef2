namespace MLNetAdapter;

/// <summary>
/// Rows that are read ahead, in the blocks that they are run in. Where the model takes rows of differing lengths, a window has several
/// batches of rows, and a block gathers those of equal length from all over it; else it is one block.
/// </summary>
internal sealed class Window : IDisposable
{
    // How many batches are searched for rows of equal length, and how many elements may be held meanwhile.
    private const int Batches = 8;
    private const long Elements = 4 << 20;

    private readonly InputReader[] readers;
    private readonly Func<Block> create;
    private readonly List<BlockRun> blocks = [];
    private readonly Dictionary<int, BlockRun> open = [];
    private readonly BlockRun[] blockOf;
    private readonly int[] slotOf;
    private readonly bool isGrouped;
    private long elements;
    private int used;

    public Window(InputReader[] readers, int batch, int number, Func<Block> create)
    {
        (this.readers, this.create) = (readers, create);
        isGrouped = IsGrouped(readers, batch);
        Capacity = isGrouped ? batch * Batches : batch;
        First = number * Capacity;
        (blockOf, slotOf) = isGrouped ? (new BlockRun[Capacity], new int[Capacity]) : ([Take()], []);
    }

    /// <summary>How many rows it can have.</summary>
    public int Capacity { get; }

    /// <summary>Where its rows begin among those that a cursor keeps.</summary>
    public int First { get; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; private set; }

    public bool HasRoom => Count < Capacity && elements < Elements;

    /// <summary>Begins anew, without rows.</summary>
    public void Clear()
    {
        Count = 0;
        if (isGrouped)
        {
            (used, elements) = (0, 0);
            open.Clear();
        }
        else
        {
            blockOf[0].Clear();
        }
    }

    /// <summary>Adds the row that the readers have read.</summary>
    public void Add()
    {
        if (isGrouped)
        {
            BlockRun run = Fitting();
            blockOf[Count] = run;
            slotOf[Count] = run.Block.Count;
            run.Block.Add();
        }
        else
        {
            blockOf[0].Block.Add();
        }

        Count++;
    }

    /// <summary>Lets the threads of a queue run its blocks.</summary>
    public void OfferTo(RunQueue queue)
    {
        for (int i = 0; i < used; i++)
        {
            queue.Add(blocks[i]);
        }
    }

    /// <summary>The block of a row, and the row's slot there.</summary>
    public BlockRun Find(int row, out int slot)
    {
        slot = isGrouped ? slotOf[row] : row;
        return blockOf[isGrouped ? row : 0];
    }

    public void Dispose()
    {
        foreach (BlockRun run in blocks)
        {
            run.Dispose();
        }
    }

    private static bool IsGrouped(InputReader[] readers, int batch) => batch > 1 && readers.Any(reader => reader.Tensor.RowSize < 0);

    private BlockRun Fitting()
    {
        var key = default(HashCode);
        foreach (InputReader reader in readers)
        {
            foreach (int size in reader.Dims)
            {
                key.Add(size);
            }

            elements += reader.Length;
        }

        int sizes = key.ToHashCode();
        if (open.TryGetValue(sizes, out BlockRun? run) && run.Block.Accepts())
        {
            return run;
        }

        return open[sizes] = Take();
    }

    private BlockRun Take()
    {
        if (used == blocks.Count)
        {
            blocks.Add(new BlockRun(create()));
        }

        BlockRun run = blocks[used++];
        run.Clear();
        return run;
    }
}
