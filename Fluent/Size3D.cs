namespace Fluent;

/// <summary>A depth, a height and a width: a kernel's, a window's, a step's. One number stands for all three.</summary>
/// <param name="Depth">Slices.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Size3D(int Depth, int Height, int Width)
{
    /// <summary>A cube.</summary>
    public static implicit operator Size3D(int side) => new(side, side, side);

    /// <summary>A depth, a height and a width.</summary>
    public static implicit operator Size3D((int Depth, int Height, int Width) size) => new(size.Depth, size.Height, size.Width);

    internal long[] ToArray() => [Depth, Height, Width];

    /// <summary>As in <c>(3, 3, 3)</c>.</summary>
    public override string ToString() => $"({Depth}, {Height}, {Width})";
}
