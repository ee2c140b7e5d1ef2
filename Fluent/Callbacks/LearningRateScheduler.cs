using Spectre.Console;

namespace Fluent;

/// <summary>Sets the learning rate before each epoch. Reports it as <c>learning_rate</c>.</summary>
/// <param name="schedule">Gives the rate from the epoch, from 0, and the rate so far.</param>
/// <param name="verbose">1 prints the rate of each epoch.</param>
public sealed class LearningRateScheduler(Func<int, float, float> schedule, int verbose = 0) : Callback
{
    /// <summary>Sets the learning rate before each epoch.</summary>
    /// <param name="schedule">Gives the rate from the epoch, from 0.</param>
    /// <param name="verbose">1 prints the rate of each epoch.</param>
    public LearningRateScheduler(Func<int, float> schedule, int verbose = 0)
        : this((epoch, _) => schedule(epoch), verbose)
    {
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        Optimizer optimizer = Model.Optimizer!;
        optimizer.LearningRate = schedule(epoch, optimizer.LearningRate);
        if (verbose > 0)
            AnsiConsole.Console.WriteLine($"Epoch {epoch + 1}: LearningRateScheduler setting learning rate to {optimizer.LearningRate}.");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        logs["learning_rate"] = Model.Optimizer!.LearningRate;
    }
}
