using System.Collections.Concurrent;
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
    [DoNotParallelize]
    public void Is_loaded_used_and_disposed_a_thousand_times_in_the_same_memory()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(40, 8);
        // 100 kB of weights: a few hundred models that stay would be seen.
        using MemoryStream saved = new();
        context.Model.Save(context.Transforms.ApplyFluentModel(TestModels.Mlp(hidden: 2500)).Fit(data), data.Schema, saved);
        string[]? expected = null;
        long after = 0;
        for (int i = 0; i < 1000; i++)
        {
            saved.Position = 0;
            var ours = (FluentTransformer)context.Model.LoadFluent(saved, out _);
            if (i % 100 == 0)
            {
                string[] actual = Table.Texts(ours.Transform(data), "y");
                CollectionAssert.AreEqual(expected ?? actual, actual);
                expected = actual;
            }
            else
            {
                Table.Texts(context.Data.TakeRows(ours.Transform(data), 1), "y");
            }

            ours.Dispose();
            ours.Dispose();
            after = i == 200 ? Memory() : after;
        }

        Assert.IsLessThan(60L << 20, Memory() - after);
    }

    [TestMethod]
    [DoNotParallelize]
    public void What_is_forgotten_is_freed()
    {
        IDataView data = Table.Floats(40, 8);
        byte[] model = TestModels.Mlp(hidden: 25_000);
        long after = 0;
        for (int i = 0; i < 300; i++)
        {
            Forget(model, data);
            after = i == 50 ? Memory() : after;
        }

        Assert.IsLessThan(60L << 20, Memory() - after);

        static void Forget(byte[] model, IDataView data)
        {
            FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(model, options: new() { CheckRows = false }).Fit(data);
            IDataView scored = ours.Transform(data);
            DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["y"]]);
            VBuffer<float> value = default;
            cursor.MoveNext();
            cursor.GetGetter<VBuffer<float>>(scored.Schema["y"])(ref value);
        }
    }

    [TestMethod]
    public void Many_threads_share_a_transformer_and_a_pool_of_engines()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(100, 8);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Mlp(), "Score", "x", new() { BlocksInFlight = 2 }).Fit(data);
        float[][] expected = Table.Vectors(ours.Transform(data), "Score");
        ConcurrentBag<PredictionEngine<In, Out>> pool = [];
        Thread[] threads = [.. Enumerable.Range(0, 64).Select(number => new Thread(() =>
        {
            for (int round = 0; round < 5; round++)
            {
                Check(expected, Table.Vectors(ours.Transform(data), "Score"));
                if (!pool.TryTake(out PredictionEngine<In, Out>? engine))
                {
                    engine = context.Model.CreatePredictionEngine<In, Out>(ours, new PredictionEngineOptions { OwnsTransformer = false });
                }

                float[] x = [.. Enumerable.Range(0, 8).Select(i => Table.Number(number, i))];
                Check([expected[number]], [engine.Predict(new In { x = x }).Score]);
                pool.Add(engine);
            }
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.IsTrue(pool.Count is > 0 and <= 64);

        static void Check(float[][] expected, float[][] actual) => Assert.IsTrue(
            expected.Zip(actual).All(rows => rows.First.Zip(rows.Second).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-5f)));
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

    /// <summary>The process's memory, native and managed, once everything that nobody refers to is gone.</summary>
    private static long Memory()
    {
        for (int i = 0; i < 2; i++)
        {
#pragma warning disable RS0030 // What stays when all that can go has gone is what is measured.
            GC.Collect();
#pragma warning restore RS0030
            GC.WaitForPendingFinalizers();
        }

        return Environment.WorkingSet;
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
