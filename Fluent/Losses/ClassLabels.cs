namespace Fluent;

/// <summary>The labels that a sparse loss takes: whole numbers from 0 to the number of classes less 1, and perhaps one that stands for "ignore".</summary>
/// <param name="Classes">The number of classes.</param>
/// <param name="Ignored">The label of samples that do not count; none when null.</param>
public readonly record struct ClassLabels(long Classes, long? Ignored = null)
{
    /// <summary>Whether it is one of them.</summary>
    /// <param name="label">A label as it stands in the data.</param>
    public bool Allow(double label) => (label >= 0 && label < Classes && Math.Floor(label) == label) || label == Ignored;

    /// <summary>As in <c>whole numbers from 0 to 9, or -1 for what is to be ignored</c>.</summary>
    public override string ToString() =>
        $"whole numbers from 0 to {Classes - 1}{(Ignored is { } ignored && !new ClassLabels(Classes).Allow(ignored) ? $", or {ignored} for what is to be ignored" : "")}";
}
