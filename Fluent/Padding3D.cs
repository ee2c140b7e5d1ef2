namespace Fluent;

/// <summary>Slices, rows and columns added at, or taken from, the six sides of a volume.</summary>
/// <param name="Depth">Before the first slice and after the last.</param>
/// <param name="Rows">Above and below.</param>
/// <param name="Columns">To the left and to the right.</param>
public readonly record struct Padding3D(Padding1D Depth, Padding1D Rows, Padding1D Columns)
{
    /// <summary>The same at all sides.</summary>
    public static implicit operator Padding3D(int all) => new(all, all, all);

    /// <summary>The same at both sides of each axis.</summary>
    public static implicit operator Padding3D((int Depth, int Rows, int Columns) sides) => new(sides.Depth, sides.Rows, sides.Columns);

    /// <summary>As in <c>((1, 1), (2, 2), (0, 0))</c>.</summary>
    public override string ToString() => $"({Depth}, {Rows}, {Columns})";
}
