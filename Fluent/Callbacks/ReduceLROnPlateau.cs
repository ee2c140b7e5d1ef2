namespace Fluent;

/// <summary>Lowers the learning rate when a reported number has stopped getting better. Reports the rate as <c>learning_rate</c>.</summary>
/// <param name="monitor">The number's name.</param>
/// <param name="factor">What the rate is multiplied by, below 1.</param>
/// <param name="patience">After how many epochs without a better number.</param>
/// <param name="verbose">1 prints each change.</param>
/// <param name="mode">Whether less or more is better: <c>min</c>, <c>max</c> or <c>auto</c>.</param>
/// <param name="minDelta">What a change must exceed to count as better, 0 or more.</param>
/// <param name="cooldown">How many epochs after a change do not count.</param>
/// <param name="minLr">The rate does not go below this.</param>
/// <exception cref="FluentException">The factor is not below 1.</exception>
public sealed class ReduceLROnPlateau(
    string monitor = "val_loss", float factor = 0.1f, int patience = 10, int verbose = 0, string mode = "auto", float minDelta = 1e-4f,
    int cooldown = 0, float minLr = 0) : MonitorCallback(monitor, mode, minDelta, verbose)
{
    private readonly float factor = Check.That(factor is >= 0 and < 1, factor, nameof(ReduceLROnPlateau), "factor to be below 1");
    private int wait;
    private int cooling;
    private double? best;

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => (wait, cooling, best) = (0, 0, null);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        Optimizer optimizer = Model.Optimizer!;
        logs["learning_rate"] = optimizer.LearningRate;
        if (Current(logs) is not { } current)
            return;
        if (cooling > 0)
            (cooling, wait) = (cooling - 1, 0);
        if (IsBetter(current, best))
            (best, wait) = (current, 0);
        else if (cooling == 0 && ++wait >= patience && optimizer.LearningRate > minLr)
            Lower(optimizer, epoch);
    }

    private void Lower(Optimizer optimizer, int epoch)
    {
        optimizer.LearningRate = Math.Max(optimizer.LearningRate * factor, minLr);
        Tell($"Epoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {optimizer.LearningRate}.");
        (cooling, wait) = (cooldown, 0);
    }
}
