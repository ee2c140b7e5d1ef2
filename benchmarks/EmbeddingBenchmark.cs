using Fluent;

namespace Benchmarks;

/// <summary>Training steps of a large table of which few rows are read: updated by rows against its whole gradient.</summary>
internal static class EmbeddingBenchmark
{
    private const int Words = 100_000;
    private const int Width = 128;
    private const int Batch = 32;
    private const int Length = 32;
    private const int Steps = 10;

    public static void Run()
    {
        Action rows = Training(new SGD(0.1f)), whole = Training(new WholeSgd());
        double[] times = Timing.Alternate(5, rows, whole);
        Report report = new($"A step over {Batch * Length} of {Words} rows of {Width} numbers, milliseconds", "gradient", "a step");
        report.Row("rows", $"{times[0] / Steps:F3}");
        report.Row("whole", $"{times[1] / Steps:F3}");
        report.Ratio("train.embedding.rows", times[0] / times[1]);
        report.Print();
    }

#pragma warning disable CA5394 // No secrets here.
    private static Action Training(Optimizer optimizer)
    {
        Random random = new(1);
        int[,] words = new int[Batch, Length];
        for (int i = 0; i < words.Length; i++)
            words[i / Length, i % Length] = random.Next(Words);
        Input x = new([Length], "words", OnnxEmit.ElementType.Int32);
        Model model = new(x, x.Embedding(Words, Width).GlobalAveragePooling1D().Dense(1));
        model.Compile(optimizer, "mse");
        float[,] y = new float[Batch, 1];
        return () =>
        {
            for (int step = 0; step < Steps; step++)
                model.TrainOnBatch(words, y);
        };
    }
#pragma warning restore CA5394

    /// <summary>The same rule, which does not say that it accepts rows.</summary>
    private sealed class WholeSgd() : Optimizer(0.1f, "whole")
    {
        protected override int Slots => 0;

        protected override int Coefficients(long step, Span<float> coefficients)
        {
            coefficients[0] = LearningRate;
            return 1;
        }

        protected override void Update(
            Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients) =>
            Elementwise.Apply<Rule>(weight, gradient, slots, coefficients);

        private readonly struct Rule : IUpdateRule
        {
            public static void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
                where T : unmanaged, IElement<T> => weight -= coefficients[0] * gradient;
        }
    }
}
