namespace MLNetAdapter;

/// <summary>
/// The row that a cursor stands on. Getters ask at each row, so what they ask is a field; <paramref name="score"/> sees to the row's
/// results when the first of them wants one, and tells the slot that they are in.
/// </summary>
internal sealed class RowPlace(Func<int> score)
{
    private int row = -1;
    private int scored = -1;

    /// <summary>The row's place among those that are kept.</summary>
    /// <exception cref="FluentTransformException">The cursor is on no row.</exception>
    public int Row => row >= 0 ? row : throw NoRow();

    /// <summary>The slot in <see cref="Block"/> that has the row's results.</summary>
    /// <exception cref="FluentTransformException">The cursor is on no row.</exception>
    public int Scored => scored >= 0 ? scored : Score();

    /// <summary>The block that the row is run in.</summary>
    public Block Block { get; private set; } = null!;

    public void MoveTo(int row, Block block, int slot)
    {
        (this.row, Block) = (row, block);
        scored = block.IsScored ? slot : -1;
    }

    /// <summary>Stands on no row any more.</summary>
    public void Leave() => (row, scored) = (-1, -1);

    private static FluentTransformException NoRow() =>
        new("A getter", "its cursor to be on a row", "a cursor before the first or behind the last row");

    private int Score()
    {
        _ = Row;
        int at = score();
        scored = Block.IsScored ? at : -1;
        return at;
    }
}
