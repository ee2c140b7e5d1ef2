using OnnxEmit;

namespace Fluent;

public partial class Model
{
    private readonly Lock predicting = new();
    private Predictor? predictor;

    /// <summary>What the first output gives for some samples.</summary>
    /// <param name="x">The inputs, samples first.</param>
    /// <param name="batchSize">How many samples are run at once.</param>
    /// <param name="callbacks">Look on.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="FluentException">The data do not fit the model.</exception>
    public Prediction Predict(Data x, int batchSize = 32, IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellation = default) =>
        PredictAll(x, batchSize, callbacks, cancellation)[0];

    /// <summary>What every output gives for some samples, in the order of the outputs.</summary>
    /// <param name="x">The inputs, samples first.</param>
    /// <param name="batchSize">How many samples are run at once.</param>
    /// <param name="callbacks">Look on.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="FluentException">The data do not fit the model.</exception>
    public IReadOnlyList<Prediction> PredictAll(
        Data x, int batchSize = 32, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (batchSize < 1)
            throw new FluentException(Label, "a batch size of 1 or more", $"{batchSize}");
        TensorData[] arrays = x.InOrder(InputNames, Label, "x")!;
        CallbackList list = new(this, new(1, null, arrays[0].Dims is [var n, ..] ? n : null, 0), callbacks ?? []);
        list.OnPredictBegin([]);
        IReadOnlyList<Prediction> predictions = Current(arrays).Run(arrays, batchSize, cancellation);
        list.OnPredictEnd([]);
        return predictions;
    }

    // Constants are what the runtime can fold and pack; they are made anew when a weight has changed, or data of another type come.
    private Predictor Current(TensorData[] x)
    {
        lock (predicting)
        {
            if (predictor is null || !predictor.IsCurrent(x))
                predictor = new(this, x, trainer?.Plan.Device ?? Device.Cpu);
            return predictor;
        }
    }
}
