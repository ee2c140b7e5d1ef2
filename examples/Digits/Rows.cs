using Microsoft.ML.Data;

/// <summary>One line of the file.</summary>
internal sealed class Row
{
    [LoadColumn(0, 63), VectorType(64)]
    public float[] Pixels { get; set; } = [];

    [LoadColumn(64), KeyType(10)]
    public uint Label { get; set; }
}

/// <summary>What the network gives.</summary>
internal sealed class Scored
{
    [VectorType(1, 10)]
    public float[] Score { get; set; } = [];

    [KeyType(10)]
    public uint PredictedLabel { get; set; }
}
