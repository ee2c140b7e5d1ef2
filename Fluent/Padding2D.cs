namespace Fluent;

/// <summary>Rows and columns added at, or taken from, the four borders of an image.</summary>
/// <param name="Top">Above.</param>
/// <param name="Bottom">Below.</param>
/// <param name="Left">To the left.</param>
/// <param name="Right">To the right.</param>
public readonly record struct Padding2D(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same at all borders.</summary>
    public static implicit operator Padding2D(int all) => new(all, all, all, all);

    /// <summary>The same above and below, and the same left and right.</summary>
    public static implicit operator Padding2D((int Rows, int Columns) size) => new(size.Rows, size.Rows, size.Columns, size.Columns);

    /// <summary>All four, as Keras nests them.</summary>
    public static implicit operator Padding2D(((int Top, int Bottom) Rows, (int Left, int Right) Columns) size) =>
        new(size.Rows.Top, size.Rows.Bottom, size.Columns.Left, size.Columns.Right);

    /// <summary>As in <c>((1, 1), (2, 2))</c>.</summary>
    public override string ToString() => $"(({Top}, {Bottom}), ({Left}, {Right}))";
}
