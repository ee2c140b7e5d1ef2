using Fluent.Saving;

namespace Fluent;

/// <summary>Saves the model, or its weights, while it trains.</summary>
/// <param name="filepath">
/// Where to, with numbers in braces if wanted: <c>model-{epoch:02d}-{val_loss:.2f}.onnx</c>; epochs and batches count from 1 there.
/// </param>
/// <param name="monitor">The number that says which is best.</param>
/// <param name="verbose">1 prints when it saves.</param>
/// <param name="saveBestOnly">Whether only a model better than all before is saved.</param>
/// <param name="saveWeightsOnly">
/// Whether weights alone are saved; the file's name then ends in <c>.safetensors</c>, otherwise in <c>.onnx</c>.
/// </param>
/// <param name="mode">Whether less or more is better: <c>min</c>, <c>max</c> or <c>auto</c>.</param>
/// <param name="saveFrequency">Saves after every so many batches; at the end of each epoch when omitted.</param>
/// <param name="initialValueThreshold">A number that the first model saved must better; none when omitted.</param>
/// <exception cref="FluentException">The file's name has another ending.</exception>
public sealed class ModelCheckpoint(
    string filepath, string monitor = "val_loss", int verbose = 0, bool saveBestOnly = false, bool saveWeightsOnly = false,
    string mode = "auto", int? saveFrequency = null, float? initialValueThreshold = null) : MonitorCallback(monitor, mode, 0, verbose)
{
    private readonly string filepath = Ends(filepath, saveWeightsOnly ? ".safetensors" : ".onnx");
    private double? best = initialValueThreshold;
    private int epoch;
    private int batches;

    /// <summary>How files are written; by the model's own means unless a test looks on.</summary>
    internal Action<Model, string>? Write { get; init; }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs) => this.epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (saveFrequency is not { } every || ++batches < every)
            return;
        batches = 0;
        Save(batch, logs);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (saveFrequency is null)
            Save(null, logs);
    }

    private void Save(int? batch, Logs logs)
    {
        Dictionary<string, double> numbers = new(logs) { ["epoch"] = epoch + 1 };
        if (batch is { } b)
            numbers["batch"] = b + 1;
        string path = FileTemplate.Fill(filepath, numbers);
        if (saveBestOnly && Current(logs) is { } current)
        {
            if (!IsBetter(current, best))
            {
                Tell($"Epoch {epoch + 1}: {Monitor} did not improve from {best:F5}");
                return;
            }

            string before = best is null ? "None" : $"{best:F5}";
            Tell($"Epoch {epoch + 1}: {Monitor} improved from {before} to {current:F5}, saving model to {path}");
            best = current;
        }
        else
        {
            Tell($"Epoch {epoch + 1}: saving model to {path}");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Files.Guard(nameof(ModelCheckpoint), folder, () => Directory.CreateDirectory(folder));
        if (Write is not null)
            Write(Model, path);
        else if (saveWeightsOnly)
            Model.SaveWeights(path);
        else
            Model.Save(path);
    }

    private static string Ends(string path, string ending)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(ending, StringComparison.Ordinal) ? path
            : throw new FluentException(nameof(ModelCheckpoint), $"a file name that ends in {ending}", $"'{path}'");
    }
}
