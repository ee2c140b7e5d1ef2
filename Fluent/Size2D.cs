namespace Fluent;

/// <summary>A height and a width: a kernel's, a window's, a step's. One number stands for both.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>A square.</summary>
    /// <param name="side">Rows and columns.</param>
    public Size2D(int side)
        : this(side, side)
    {
    }

    /// <summary>A square.</summary>
    public static implicit operator Size2D(int side) => new(side);

    /// <summary>A height and a width.</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    internal long[] ToArray() => [Height, Width];

    /// <summary>As in <c>(3, 3)</c>.</summary>
    public override string ToString() => $"({Height}, {Width})";
}
