using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter.Tests;

/// <summary>How the rows of a view reach a training.</summary>
[TestClass]
public sealed class ViewBatchesTests
{
    private const int Rows = 1000;

    [TestMethod]
    [DataRow(0)]
    [DataRow(100)]
    public void Rows_are_read_as_they_are_needed_and_anew_in_each_epoch(int shuffle)
    {
        MLContext context = Table.Context;
        int read = 0;
        List<int> readBefore = [];
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i =>
        {
            read++;
            return new Row { x = [i], Label = i };
        }));
        FluentTrainingOptions options = new()
        {
            Epochs = 2, BatchSize = 10, ShuffleRows = shuffle, Callbacks = () => [new Watch(() => readBefore.Add(read))],
        };
        using FluentModelTransformer trained = context.Transforms.TrainFluentModel(Model(), options: options).Fit(data);
        Assert.HasCount(200, readBefore);
        // One batch may be made while the one before is trained.
        Assert.IsLessThanOrEqualTo(shuffle + 40, readBefore[0]);
        Assert.IsLessThanOrEqualTo(Rows + shuffle + 40, readBefore[100]);
        Assert.IsGreaterThanOrEqualTo(2 * Rows, read);
    }

    [TestMethod]
    public void Every_epoch_has_every_row_once_and_in_another_order()
    {
        List<float[]> epochs = [];
        ViewBatches batches = Batches(100);
        for (int epoch = 0; epoch < 2; epoch++)
            epochs.Add(Inputs(batches));
        foreach (float[] epoch in epochs)
            CollectionAssert.AreEquivalent(Enumerable.Range(0, Rows).Select(i => (float)i).ToArray(), epoch);
        CollectionAssert.AreNotEqual(epochs[0], epochs[1]);
        CollectionAssert.AreEqual(epochs[0], Inputs(Batches(100)));                     // equal seeds, equal orders
        CollectionAssert.AreEqual(Enumerable.Range(0, Rows).Select(i => (float)i).ToArray(), Inputs(Batches(0)));
    }

    private static float[] Inputs(ViewBatches batches) =>
        [.. batches.SelectMany(batch => batch.X.Arrays[0].AsSpan<float>().ToArray())];

    private static ViewBatches Batches(int shuffle)
    {
        MLContext context = Table.Context;
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => new Row { x = [i], Label = i }));
        Model model = Model();
        ColumnMapping mapping = FluentCatalog.Estimator(model, null, null, new()).Mapping;
        TrainingColumns columns = new(
            model, new BoundColumns(mapping, data.Schema), new Dictionary<string, string> { ["y"] = "Label" }, null);
        return new(data, columns, 10, shuffle, 7);
    }

    private static Model Model()
    {
        var x = new Input([1], "x");
        var model = new Model(x, x.Dense(1, name: "y"), "line");
        model.Compile(new Adam(1e-9f), "mse");
        return model;
    }

    private sealed class Watch(Action seen) : Callback
    {
        public override void OnTrainBatchBegin(int batch, Logs logs) => seen();
    }

#pragma warning disable IDE1006, SA1300 // Columns are named like tensors.
    private sealed class Row
    {
        [VectorType(1)]
        public float[] x { get; set; } = [];

        public float Label { get; set; }
    }
#pragma warning restore IDE1006, SA1300
}
