using System.Diagnostics;
using Fluent;

namespace Benchmarks;

/// <summary>Training by Fit, watched by a callback.</summary>
internal sealed class OurTraining : ITraining
{
    public const float Epsilon = 1e-7f;

    private readonly Model model;
    private readonly float[] images;
    private readonly int[] labels;
    private readonly long[] sizes;
    private readonly int batch;
    private readonly Watch watch = new();

    public OurTraining(Model model, Mnist data, int batch, int threads)
    {
        (this.model, this.batch, images, labels) = (model, batch, data.Images, data.Labels);
        sizes = [-1, .. model.Input.Shape.Skip(1).Select(d => d.Size!.Value)];
        Defaults.Threads = threads;
        model.Compile(new Adam(epsilon: Epsilon), "sparse_categorical_crossentropy");
    }

    /// <summary>Managed bytes per step of the last run, from the end of its first step on.</summary>
    public double BytesPerStep => watch.BytesPerStep;

    public IReadOnlyList<Step> Run(int steps, int skip = 0)
    {
        int start = skip * batch, rows = steps * batch;
        watch.Begin(steps);
        Data x = Data.FromMemory<float>(images.AsMemory(start * Mnist.Pixels, rows * Mnist.Pixels), [rows, .. sizes[1..]]);
        Data y = Data.FromMemory<int>(labels.AsMemory(start, rows), rows);
        model.Fit(x, y, batchSize: batch, verbose: 0, shuffle: false, callbacks: [watch]);
        return watch.Steps();
    }

    /// <summary>
    /// Notes when each step ended and what the mean loss was; from one step's end to the next lies all that Fit does for it.
    /// </summary>
    private sealed class Watch : Callback
    {
        private long[] ends = [];
        private double[] means = [];
        private long[] allocated = [];
        private long begin;

        public double BytesPerStep => (double)(allocated[^1] - allocated[0]) / (allocated.Length - 1);

        public void Begin(int steps) => (ends, means, allocated) = (new long[steps], new double[steps], new long[steps]);

        public override void OnEpochBegin(int epoch, Logs logs) => begin = Stopwatch.GetTimestamp();

        public override void OnTrainBatchEnd(int batch, Logs logs)
        {
            means[batch] = logs["loss"];
            allocated[batch] = GC.GetAllocatedBytesForCurrentThread();
            ends[batch] = Stopwatch.GetTimestamp();
        }

        public IReadOnlyList<Step> Steps() =>
        [
            .. ends.Select((end, i) => new Step(
                Stopwatch.GetElapsedTime(i == 0 ? begin : ends[i - 1], end).TotalMilliseconds,
                ((i + 1) * means[i]) - (i == 0 ? 0 : i * means[i - 1])))
        ];
    }
}
