using System.Runtime.InteropServices;

namespace Fluent;

/// <summary>The gradient of a table of which a step reads some rows only: those rows, and which they are.</summary>
internal sealed class RowGradient
{
    private readonly long length;
    private readonly int width;
    private readonly Dictionary<long, int> places;

    /// <summary>Room for the gradient of a table; rows lie along its first axis.</summary>
    /// <param name="dims">The sizes of the table.</param>
    /// <param name="picks">How many rows a step reads, the same one counted repeatedly.</param>
    public RowGradient(ReadOnlySpan<long> dims, int picks)
    {
        (length, width, places) = (dims[0], 1, new(picks));
        foreach (long size in dims[1..])
            width = checked(width * (int)size);
        Ids = GC.AllocateArray<long>(picks, pinned: true);
        Picked = GC.AllocateArray<float>(checked(picks * width), pinned: true);
    }

    /// <summary>Where steps write which rows they read.</summary>
    public long[] Ids { get; }

    /// <summary>Where steps write the gradient of each.</summary>
    public float[] Picked { get; }

    /// <summary>How many rows there are, each counted once.</summary>
    public int Count { get; private set; }

    /// <summary>The rows, one behind the other: all of the table's gradient that is not 0.</summary>
    public Span<float> Rows => Picked.AsSpan(0, Count * width);

    /// <summary>One row of the gradient.</summary>
    public Span<float> this[int row] => Picked.AsSpan(row * width, width);

    /// <summary>The numbers of the table that a row of the gradient is for.</summary>
    public Span<float> In(Span<float> table, int row) => table.Slice((int)Ids[row] * width, width);

    /// <summary>Adds up what a step wrote for the same row, in the order of the reads, as a dense gradient does.</summary>
    public void Merge()
    {
        places.Clear();
        Count = 0;
        for (int i = 0; i < Ids.Length; i++)
        {
            long id = Ids[i] < 0 ? Ids[i] + length : Ids[i];
            ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, id, out bool isThere);
            if (isThere)
            {
                GradientMath.Add(this[place], this[i]);
                continue;
            }

            place = Count++;
            Ids[place] = id;
            if (place < i)
                this[i].CopyTo(this[place]);
        }
    }
}
