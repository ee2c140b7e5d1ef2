namespace Fluent;

/// <summary>Ends training when a reported number has stopped getting better.</summary>
/// <param name="monitor">The number's name.</param>
/// <param name="minDelta">What a change must exceed to count as better, 0 or more.</param>
/// <param name="patience">After how many epochs without a better number training ends.</param>
/// <param name="verbose">1 prints when it stops and which epoch's weights are restored.</param>
/// <param name="mode">Whether less or more is better: <c>min</c>, <c>max</c> or <c>auto</c>.</param>
/// <param name="baseline">A number that must be bettered as well for patience to begin anew; none when omitted.</param>
/// <param name="restoreBestWeights">Whether the weights of the best epoch come back at the end, however it came about.</param>
/// <param name="startFromEpoch">Epochs before this one, from 0, do not count.</param>
/// <exception cref="FluentException">While training: <c>auto</c>, and the number does not say which way is better.</exception>
public sealed class EarlyStopping(
    string monitor = "val_loss", float minDelta = 0, int patience = 0, int verbose = 0, string mode = "auto", float? baseline = null,
    bool restoreBestWeights = false, int startFromEpoch = 0) : MonitorCallback(monitor, mode, minDelta, verbose)
{
    private int wait;
    private double? best;
    private float[][]? bestWeights;

    /// <summary>The epoch, from 0, after which it ended training; 0 where it did not.</summary>
    public int StoppedEpoch { get; private set; }

    /// <summary>The epoch of the best number, from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        (wait, best, bestWeights) = (0, null, null);
        (StoppedEpoch, BestEpoch) = (0, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (Current(logs) is not { } current || epoch < startFromEpoch)
            return;
        if (restoreBestWeights && bestWeights is null)
            Remember(epoch);                           // none better so far, whatever the number
        wait++;
        if (IsBetter(current, best))
        {
            best = current;
            Remember(epoch);
            if (baseline is null || IsBetter(current, baseline))
                wait = 0;
        }
        else if (wait >= patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Model.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (StoppedEpoch > 0)
            Tell($"Epoch {StoppedEpoch + 1}: early stopping");
        if (bestWeights is null || !restoreBestWeights)
            return;
        Tell($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
        for (int i = 0; i < bestWeights.Length; i++)
            Model.Weights[i].Assign(bestWeights[i]);
        bestWeights = null;
    }

    private void Remember(int epoch)
    {
        BestEpoch = epoch;
        if (!restoreBestWeights)
            return;
        IReadOnlyList<Weight> weights = Model.Weights;
        bestWeights ??= [.. weights.Select(weight => new float[weight.Count])];
        for (int i = 0; i < bestWeights.Length; i++)
            weights[i].Values.CopyTo(bestWeights[i]);
    }
}
