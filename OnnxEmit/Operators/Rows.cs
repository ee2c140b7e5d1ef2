namespace OnnxEmit.Operators;

/// <summary>What operators ask when they say whether the rows of a batch, along the first axis, stay apart.</summary>
internal static class Rows
{
    extension(ReadOnlySpan<bool> rows)
    {
        /// <summary>Whether of all inputs the first alone holds rows.</summary>
        public bool IsOnlyFirst => rows[0] && !rows[1..].Contains(true);
    }

    extension(Shape shape)
    {
        /// <summary>Whether the first axis of another shape is as long: what keeps the order of elements then keeps rows.</summary>
        public bool KeepsFirst(Shape other) => other.Rank > 0 && shape[0].IsKnown && shape[0] == other[0];
    }
}
