namespace MLNetAdapter;

/// <summary>
/// The classes that a column of scores stands for, and the columns that follow from them. Slot names go to the scores; the predicted
/// label is a key whose values are the classes, so that <c>MapKeyToValue</c> and <c>MulticlassClassification.Evaluate</c> take it.
/// </summary>
/// <remarks>
/// ML.NET's own transforms know no such columns: a saved pipeline gives the scores where it is loaded plainly, and these columns again
/// where <c>LoadFluent</c> or <see cref="FluentModel.Upgrade"/> opens it.
/// </remarks>
public sealed record ClassOptions
{
    /// <summary>
    /// The names of the classes in the order of the model's outputs. Default: <c>null</c>, the values of the keys of <see
    /// cref="LabelColumnName"/>.
    /// </summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>
    /// A key column of the data that is fitted to, in whose order of keys the model's outputs stand; its values become the predicted
    /// label's. Default: <c>"Label"</c>. Not read where <see cref="Names"/> are given.
    /// </summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column of the scores, one a class. Default: <c>null</c>, the model's only output of more than one number.</summary>
    public string? ScoreColumnName { get; init; }

    /// <summary>
    /// The key column for the class with the largest score, the first of equal ones, missing where no score is a number. Default:
    /// <c>"PredictedLabel"</c>.
    /// </summary>
    public string PredictedLabelColumnName { get; init; } = "PredictedLabel";

    /// <summary>How many of the best classes to give, best first, from 0 to their number. Default: 0, no such columns.</summary>
    public int Top
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Top), value, "The best classes are 0 or more.");
    }

    /// <summary>The vector column of keys of the best classes. Default: <c>"TopLabels"</c>.</summary>
    public string TopLabelsColumnName { get; init; } = "TopLabels";

    /// <summary>The vector column of the best classes' scores. Default: <c>"TopScores"</c>.</summary>
    public string TopScoresColumnName { get; init; } = "TopScores";
}
