namespace Benchmarks;

/// <summary>Something that trains on the same data over and over.</summary>
internal interface ITraining
{
    /// <summary>Trains on batches of the data, in order.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="skip">How many batches to leave out before them.</param>
    IReadOnlyList<Step> Run(int steps, int skip = 0);
}

/// <summary>One step: how long it took, and the loss before it.</summary>
internal readonly record struct Step(double Milliseconds, double Loss);
