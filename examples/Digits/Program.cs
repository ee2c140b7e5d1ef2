using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetAdapter;
using static Fluent.Activations;
using static Fluent.Layers;
using static Fluent.Padding;

// Inception: three views of one tensor, side by side. Residual: a path around two convolutions.
static Tensor Inception(Tensor x) => Concatenate(
    x.Conv2D(16, 1, activation: Relu),
    x.Conv2D(16, 3, padding: Same, activation: Relu),
    x.MaxPooling2D(3, strides: 1, padding: Same).Conv2D(16, 1, activation: Relu));

static Tensor Residual(Tensor x) => (x + x.Conv2D(48, 3, padding: Same).BatchNormalization().Relu()
    .Conv2D(48, 3, padding: Same).BatchNormalization()).Relu();

var pixels = new Input([64], name: "Pixels");
var scores = pixels.Rescaling(1 / 16f).Reshape([8, 8, 1]).Conv2D(32, 3, padding: Same, activation: Relu)
    .Apply(Inception).Apply(Residual).MaxPooling2D(2).Flatten().Dropout(0.4f).Dense(10, Softmax, name: "Score");
var model = new Model(pixels, scores, name: "digits");
model.Summary();

// The rows come through ML.NET's own loader, and a quarter of them is never trained on.
var ml = new MLContext(seed: 1);
var rows = ml.Data.LoadFromTextFile<Row>(Path.Combine(AppContext.BaseDirectory, "digits.csv"), separatorChar: ',', hasHeader: true);
var split = ml.Data.TrainTestSplit(rows, testFraction: 0.25);
Row[] train = [.. ml.Data.CreateEnumerable<Row>(split.TrainSet, reuseRowObject: false)];
Row[] test = [.. ml.Data.CreateEnumerable<Row>(split.TestSet, reuseRowObject: false)];
Data Pixels(Row[] set) => set.Select(row => row.Pixels).ToArray();
Data Digits(Row[] set) => set.Select(row => (int)row.Label - 1).ToArray();         // ML.NET counts keys from 1

model.Compile(new Adam(2e-3f), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
model.Fit(Pixels(train), Digits(train), epochs: 15, batchSize: 32,
    callbacks: [new LearningRateScheduler(epoch => 2e-3f * (1 - epoch / 15f))]);
Logs result = model.Evaluate(Pixels(test), Digits(test));
Console.WriteLine($"test: {result}");

model.Export("digits.onnx");
var operators = OnnxEmit.OnnxModel.Load("digits.onnx").Graph.Operators.CountBy(op => op.OpType)
    .OrderBy(op => op.Key, StringComparer.Ordinal);
Console.WriteLine($"digits.onnx: {string.Join(", ", operators.Select(op => $"{op.Value} {op.Key}"))}");

// From here on it is an ML.NET pipeline like any other.
using var transformer = ml.Transforms.ApplyFluentModel(model, options: new() { Classes = new() }).Fit(split.TestSet);
var metrics = ml.MulticlassClassification.Evaluate(transformer.Transform(split.TestSet));

ml.Model.Save(transformer, split.TestSet.Schema, "digits.zip");
var ours = transformer.Transform(split.TestSet).GetColumn<float[]>("Score").SelectMany(row => row);
var loaded = ml.Model.Load("digits.zip", out _);
var plain = loaded.Transform(split.TestSet).GetColumn<float[]>("Score").SelectMany(row => row);
Console.WriteLine($"digits.zip, loaded by plain ML.NET: largest difference {ours.Zip(plain, (a, b) => Math.Abs(a - b)).Max():F7}");
(loaded as IDisposable)?.Dispose();                                                 // else ML.NET leaves a file behind

using var engine = ml.Model.CreatePredictionEngine<Row, Scored>(transformer);
Scored answer = engine.Predict(test[0]);
Console.WriteLine($"one digit: {test[0].Label - 1}, answered {answer.PredictedLabel - 1} with probability {answer.Score.Max():F4}");
Console.WriteLine($"test accuracy {result["accuracy"]:F4}, ML.NET micro-accuracy {metrics.MicroAccuracy:F4}, " +
    $"digits.onnx {new FileInfo("digits.onnx").Length} bytes");
