using Microsoft.ML.Data;

/// <summary>One line of the file.</summary>
internal sealed class Review
{
    [LoadColumn(0)]
    public float Rating { get; set; }

    [LoadColumn(1)]
    public string Text { get; set; } = "";
}

/// <summary>What the network is told besides the words.</summary>
internal sealed class Described
{
    public bool Label { get; set; }

    [VectorType(1)]
    public float[] Length { get; set; } = [];
}

/// <summary>What the network answers.</summary>
internal sealed class Answer
{
    public float Probability { get; set; }

    public bool PredictedLabel { get; set; }
}
