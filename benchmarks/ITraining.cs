namespace Benchmarks;

/// <summary>Something that trains on the same data over and over.</summary>
internal interface ITraining
{
    /// <summary>Trains on the first batches of the data, in order.</summary>
    /// <param name="steps">How many.</param>
    IReadOnlyList<Step> Run(int steps);
}

/// <summary>One step: how long it took, and the loss before it.</summary>
internal readonly record struct Step(double Milliseconds, double Loss);
