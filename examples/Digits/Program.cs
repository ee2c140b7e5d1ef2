using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetAdapter;
using static Fluent.Activations;
using static Fluent.Layers;
using static Fluent.Padding;

// Inception: views of one tensor side by side. Residual: a path around two convolutions.
static Tensor Inception(Tensor x) => Concatenate(
    x.Conv2D(16, 1, activation: Relu),
    x.Conv2D(16, 3, padding: Same, activation: Relu),
    x.MaxPooling2D(3, strides: 1, padding: Same).Conv2D(16, 1, activation: Relu));

static Tensor Residual(Tensor x) => (x + x.Conv2D(48, 3, padding: Same, activation: Relu).Conv2D(48, 3, padding: Same)).Relu();

var pixels = new Input([64], name: "Pixels");
var scores = pixels.Rescaling(1 / 16f).Reshape([8, 8, 1]).Conv2D(32, 3, padding: Same, activation: Relu)
    .Apply(Inception).Apply(Residual).MaxPooling2D(2).Flatten().Dropout(0.3f).Dense(10, Softmax, name: "Score");
var model = new Model(pixels, scores, name: "digits");
model.Summary();

// The rows come through ML.NET's own loader, as everywhere in an ML.NET program.
var ml = new MLContext(seed: 1);
var data = ml.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "digits.csv"),
    [new("Pixels", DataKind.Single, 0, 63), new("Digit", DataKind.Int32, 64)], separatorChar: ',', hasHeader: true);
var split = ml.Data.TrainTestSplit(data, testFraction: 0.25);
var (x, y) = Columns(split.TrainSet);
var (testX, testY) = Columns(split.TestSet);

model.Compile(new Adam(2e-3f), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
model.Fit(x, y, epochs: 30, batchSize: 32, validationSplit: 0.1f, callbacks: [new EarlyStopping(patience: 8, restoreBestWeights: true)]);
var test = model.Evaluate(testX, testY);
Console.WriteLine($"test: {test}");

model.Export("digits.onnx");
var operators = OnnxEmit.OnnxModel.Load("digits.onnx").Graph.Operators.CountBy(op => op.OpType).OrderBy(o => o.Key, StringComparer.Ordinal);
Console.WriteLine($"digits.onnx: {string.Join(", ", operators.Select(o => $"{o.Value} {o.Key}"))}");

var pipeline = ml.Transforms.ApplyFluentModel(model)
    .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Digit", keyData: ml.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(d => new { Digit = d }))))
    .Append(ml.Transforms.CopyColumns("PredictedLabel", "Label"));
var scorer = pipeline.Fit(split.TrainSet);
