using System.Runtime.CompilerServices;

namespace Fluent.Tests.Training;

/// <summary>Streams of batches, waited for or not, give what the same rows as arrays give.</summary>
[TestClass]
public sealed class StreamTests
{
    private static readonly float[,] X = Nets.Numbers(10, 4);
    private static readonly int[] Y = Nets.Classes(X);

    [TestMethod]
    public void A_stream_trains_as_arrays_do()
    {
        Model arrays = Nets.Classifier(), stream = Nets.Classifier();
        History one = arrays.Fit(X, Y, batchSize: 4, epochs: 3, verbose: 0, shuffle: false, validationData: new(X, Y),
            validationBatchSize: 10, validationFrequency: 2);
        History two = stream.Fit(Batches(4), epochs: 3, verbose: 0, validationData: Batches(10), validationFrequency: 2);
        CollectionAssert.AreEqual(one["loss"].ToArray(), two["loss"].ToArray());
        CollectionAssert.AreEqual(one["val_loss"].ToArray(), two["val_loss"].ToArray());
        Assert.AreEqual(1, two["val_loss"].Count);
        CollectionAssert.AreEqual(Nets.All(arrays), Nets.All(stream));
        Assert.AreEqual(arrays.Evaluate(X, Y, batchSize: 4)["loss"], stream.Evaluate(Batches(4))["loss"]);
        Assert.AreEqual(arrays.Evaluate(X, Y, batchSize: 4)["loss"], stream.Evaluate(Batches(4).Concat(Batches(2)), steps: 3)["loss"]);
        CollectionAssert.AreEqual(
            arrays.Predict(X).Values.ToArray(), stream.PredictAll(Batches(4)).SelectMany(p => p[0].Values.ToArray()).ToArray());
    }

    [TestMethod]
    public async Task A_stream_that_is_waited_for_trains_as_arrays_do()
    {
        Model arrays = Nets.Classifier(), stream = Nets.Classifier();
        History one = arrays.Fit(X, Y, batchSize: 4, epochs: 2, verbose: 0, shuffle: false, validationData: new(X, Y),
            validationBatchSize: 10);
        History two = await stream.FitAsync(Waited(4), epochs: 2, verbose: 0, validationData: Waited(10));
        CollectionAssert.AreEqual(one["val_loss"].ToArray(), two["val_loss"].ToArray());
        CollectionAssert.AreEqual(Nets.All(arrays), Nets.All(stream));
    }

    [TestMethod]
    public async Task Waiting_can_be_cancelled()
    {
        Model model = Nets.Classifier();
        using CancellationTokenSource source = new();
        LambdaCallback stop = new(onTrainBatchEnd: (_, _) => source.Cancel());
        await Assert.ThrowsAsync<OperationCanceledException>(() => model.FitAsync(Never(), verbose: 0, callbacks: [stop],
            cancellation: source.Token));
        Assert.AreEqual(1, model.Optimizer!.Iterations);
    }

    [TestMethod]
    public void An_endless_stream_goes_on_where_the_epoch_ended()
    {
        Model model = Nets.Classifier();
        int read = 0;
        IEnumerable<Batch> Endless()
        {
            while (true)
            {
                read++;
                yield return new(X, Y);
            }
        }

        model.Fit(Endless(), epochs: 3, stepsPerEpoch: 2, verbose: 0);
        Assert.AreEqual(6, read);
        Assert.AreEqual(6, model.Optimizer!.Iterations);
    }

    [TestMethod]
    public void Weights_of_one_batch_are_not_those_of_the_next()
    {
        Model model = Nets.Classifier();
        float[] weights = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        double plain = model.Evaluate(X, Y)["loss"];
        Assert.AreEqual(plain / 2, model.Evaluate([new Batch(X, Y, weights), new Batch(X, Y)])["loss"], 1e-7);
        Assert.AreEqual(0, model.TestOnBatch(X, Y, weights)["loss"]);
        Assert.AreEqual(plain, model.TestOnBatch(X, Y)["loss"], 1e-7);
    }

    [TestMethod]
    public void Classes_weigh_in_streams_too()
    {
        Model arrays = Nets.Classifier(), stream = Nets.Classifier();
        Dictionary<int, float> weights = new() { [0] = 3, [1] = 0.5f };
        arrays.Fit(X, Y, batchSize: 4, verbose: 0, shuffle: false, classWeight: weights);
        stream.Fit(Batches(4), verbose: 0, classWeight: weights);
        CollectionAssert.AreEqual(Nets.All(arrays), Nets.All(stream));
    }

    [TestMethod]
    public void Streams_without_batches_are_refused()
    {
        Model model = Nets.Classifier();
        Refused("Model 'net' expects at least one batch in epoch 1. Received: a stream at its end.",
            () => model.Fit(Array.Empty<Batch>().AsEnumerable(), verbose: 0));
        Refused("Model 'net' expects at least one batch in epoch 2. Received: a stream at its end.",
            () => model.Fit(Batches(5), epochs: 2, stepsPerEpoch: 2, verbose: 0));
        Refused("Model 'net' expects at least one batch to evaluate. Received: a stream without any.", () => model.Evaluate([]));
        Refused("Model 'net' expects 1 step or more in an epoch. Received: 0.", () => model.Fit(Batches(5), stepsPerEpoch: 0, verbose: 0));
        Refused("Model 'net' expects y, the truth of its outputs. Received: none.", () => model.Fit([new Batch(X)], verbose: 0));
    }

    private static IEnumerable<Batch> Batches(int size)
    {
        for (int i = 0; i < 10; i += size)
        {
            int count = Math.Min(size, 10 - i);
            yield return new(Data.FromMemory<float>(X.Cast<float>().Skip(i * 4).Take(count * 4).ToArray(), count, 4), Y[i..(i + count)]);
        }
    }

    private static async IAsyncEnumerable<Batch> Waited(int size, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (Batch batch in Batches(size))
        {
            await Task.Delay(1, cancellation).ConfigureAwait(false);
            yield return batch;
        }
    }

    private static async IAsyncEnumerable<Batch> Never([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return new(X, Y);
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
    }

    private static void Refused(string message, Action call) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentException>(call).Message);
}
