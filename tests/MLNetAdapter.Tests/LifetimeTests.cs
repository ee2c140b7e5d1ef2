using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class LifetimeTests
{
    [TestMethod]
    public void Prediction_engines_score_as_the_view_does()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(40, 8);
        FluentEstimator estimator = context.Transforms.ApplyFluentModel(TestModels.Mlp(), "Score", "x");
        FluentTransformer ours = estimator.Fit(data);
        float[][] expected = Table.Vectors(ours.Transform(data), "Score");
        Parallel.For(0, 4, _ =>
        {
            using PredictionEngine<In, Out> engine = context.Model.CreatePredictionEngine<In, Out>(
                ours, new PredictionEngineOptions { OwnsTransformer = false, IgnoreMissingColumns = true });
            for (int i = 0; i < 40; i++)
            {
                float[] actual = engine.Predict(new In { x = [.. Enumerable.Range(0, 8).Select(j => Table.Number(i, j))] }).Score;
                Assert.IsTrue(actual.Zip(expected[i]).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-5f));
            }
        });
        PredictionEngine<In, Out> owner = context.Model.CreatePredictionEngine<In, Out>(ours);
        owner.Predict(new In { x = new float[8] });
        owner.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => ours.Transform(data));
        Assert.ThrowsExactly<ObjectDisposedException>(() => context.Model.CreatePredictionEngine<In, Out>(ours));
        using FluentTransformer other = estimator.Fit(data);
        Assert.AreEqual(40, Table.Vectors(other.Transform(data), "Score").Length);
    }

    [TestMethod]
    public void Threads_share_a_transformer()
    {
        IDataView data = Table.Floats(500, 8);
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(TestModels.Mlp()).Fit(data);
        string[] expected = Table.Texts(ours.Transform(data), "y");
        Parallel.For(0, 8, _ => CollectionAssert.AreEqual(expected, Table.Texts(ours.Transform(data), "y")));
    }

    [TestMethod]
    public void Is_made_used_and_disposed_any_number_of_times()
    {
        IDataView data = Table.Floats(40, 8);
        byte[] model = TestModels.Mlp();
        string[]? expected = null;
        for (int i = 0; i < 300; i++)
        {
            FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(model).Fit(data);
            string[] actual = Table.Texts(ours.Transform(data), "y");
            CollectionAssert.AreEqual(expected ?? actual, actual);
            expected = actual;
            ours.Dispose();
            ours.Dispose();
        }
    }

    [TestMethod]
    public void Disposal_under_an_open_cursor_throws_there()
    {
        IDataView data = Table.Floats(100, 8);
        FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(TestModels.Mlp(), options: new() { BatchSize = 10 }).Fit(data);
        IDataView scored = ours.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["y"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
        VBuffer<float> value = default;
        Assert.IsTrue(cursor.MoveNext());
        getter(ref value);
        ours.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() =>
        {
            while (cursor.MoveNext())
            {
                getter(ref value);
            }
        });
        Assert.ThrowsExactly<ObjectDisposedException>(() => scored.GetRowCursor([scored.Schema["y"]]));
    }

    [TestMethod]
    public void Disposal_while_threads_score_never_crashes()
    {
        IDataView data = Table.Floats(2000, 8);
        for (int round = 0; round < 10; round++)
        {
            FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(
                TestModels.Mlp(), options: new() { BatchSize = 4 }).Fit(data);
            using CountdownEvent started = new(3);
            Task[] users = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => Score(ours.Transform(data), started)))];
            started.Wait();
            ours.Dispose();
            Task.WaitAll(users);
        }
    }

    [TestMethod]
    public void Cancels()
    {
        using CancellationTokenSource source = new();
        IDataView data = Table.Floats(10, 8);
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(
            TestModels.Mlp(), options: new() { Cancellation = source.Token }).Fit(data);
        Assert.AreEqual(10, Table.Texts(ours.Transform(data), "y").Length);
        source.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => Table.Texts(ours.Transform(data), "y"));
    }

    private static void Score(IDataView scored, CountdownEvent started)
    {
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["y"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
        VBuffer<float> value = default;
        cursor.MoveNext();
        getter(ref value);
        started.Signal();
        try
        {
            while (cursor.MoveNext())
            {
                getter(ref value);
            }
        }
        catch (ObjectDisposedException)
        {
            // Where the disposal came before the last row: what is promised.
        }
    }

#pragma warning disable IDE1006 // The column is named like the tensor.
    private sealed class In
    {
        [VectorType(8)]
        public float[] x { get; set; } = [];
    }
#pragma warning restore IDE1006

    private sealed class Out
    {
        public float[] Score { get; set; } = [];
    }
}
