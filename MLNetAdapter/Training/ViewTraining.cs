using Fluent;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetAdapter;

/// <summary>Trains a compiled model on the rows of a view.</summary>
internal static class ViewTraining
{
    public static void Run(
        IHost host, Model model, ColumnMapping mapping, IReadOnlyDictionary<string, string> labels, string? weight, IDataView data,
        IDataView? validation, FluentTrainingOptions options, int seed)
    {
        using IChannel channel = host.Start("Training");
        ViewBatches training = Batches(data, options.ShuffleRows);
        ViewBatches? held = validation is null ? null : Batches(validation, 0);
        List<Callback> callbacks = [new TrainingLog(channel), .. options.Callbacks?.Invoke() ?? []];
        if (options.Patience is { } patience)
        {
            callbacks.Add(new EarlyStopping(held is null ? "loss" : "val_loss", patience: patience, restoreBestWeights: true));
        }

        channel.Info(MessageSensitivity.None, $"Training {model.Label} on {options.Device}, seed {seed}");
        model.Fit(
            training, options.Epochs, verbose: options.Verbose, callbacks: callbacks, validationData: held,
            cancellation: options.Cancellation);

        ViewBatches Batches(IDataView view, int shuffleRows) => new(
            view, new(model, new BoundColumns(mapping, view.Schema), labels, weight), options.BatchSize, shuffleRows, seed);
    }
}
