namespace MLNetAdapter;

/// <summary>
/// The row of its block that a cursor stands on. Getters ask at each row, so what they ask is a field; <paramref name="score"/> runs the
/// model over the block when the first of them wants a result.
/// </summary>
internal sealed class RowPlace(Action score)
{
    private int slot = -1;
    private int scored = -1;
    private bool isScored;

    /// <summary>The row's slot.</summary>
    /// <exception cref="FluentTransformException">The cursor is on no row.</exception>
    public int Slot => slot >= 0 ? slot : throw NoRow();

    /// <summary>The row's slot, with the block's results there.</summary>
    /// <exception cref="FluentTransformException">The cursor is on no row.</exception>
    public int Scored => scored >= 0 ? scored : Score();

    /// <summary>Stands on a row; in another block than before where <paramref name="isNew"/>, whose results are not there.</summary>
    public void MoveTo(int row, bool isNew)
    {
        isScored &= !isNew;
        slot = row;
        scored = isScored ? row : -1;
    }

    /// <summary>Stands on no row any more.</summary>
    public void Leave() => (slot, scored) = (-1, -1);

    private static FluentTransformException NoRow() =>
        new("A getter", "its cursor to be on a row", "a cursor before the first or behind the last row");

    private int Score()
    {
        int row = Slot;
        score();
        isScored = true;
        return scored = row;
    }
}
