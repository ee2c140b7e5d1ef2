using System.Diagnostics;
using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Fluent.Activations;
using static Fluent.DataFormat;
using static Fluent.Layers;

// Digits that look different on their head. The last thousand, of other writers, is only tested on.
Digit[] digits = Digit.Load(Path.Combine(AppContext.BaseDirectory, "mnist-23457.gz"));
Digit[] train = digits[..3000], test = digits[3000..];
Data Pixels(Digit[] set) => set.Select(digit => digit.Pixels).ToArray();
Data Turned(Digit[] set) => set.Select(digit => digit.Turned).ToArray();
double Accuracy(int[] answers) => answers.Zip(test).Count(pair => pair.First == pair.Second.Turned) / (double)test.Length;

// PP-OCR's network tells whether a line of printed text stands on its head: images of three channels, from −1 to 1.
Model printed = Model.FromOnnx(Path.Combine(AppContext.BaseDirectory, "ppocr-v2-angle-classifier.onnx"), trainNormalization: true);
var pixels = new Input([28 * 28], name: "Pixels");
var gray = pixels.Reshape([1, 28, 28]).ZeroPadding2D(4, dataFormat: ChannelsFirst).Rescaling(2 / 255f, -1);
var image = Concatenate([gray, gray, gray], axis: 1);
double before = Accuracy(new Model(pixels, image.Apply(printed)).Predict(Pixels(test)).ArgMax());

// Cut before its head, with a new one: what it knows of strokes is trained further on handwriting.
var strokes = printed.Until("pool2d_10.tmp_0");
var model = new Model(pixels, image.Apply(strokes).Flatten().Dense(2, Softmax, name: "Score"), name: "turned");
model.Compile(new Adam(2e-3f), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
Stopwatch watch = Stopwatch.StartNew();
model.Fit(Pixels(train), Turned(train), epochs: 4, callbacks: [new LearningRateScheduler(epoch => 2e-3f * (1 - epoch / 4f))]);
Console.WriteLine($"trained for {watch.Elapsed.TotalSeconds:F0} s");
double after = Accuracy(model.Predict(Pixels(test)).ArgMax());

// ML.NET scores the file with its own transformer.
model.Export("turned.onnx");
var ml = new MLContext();
IDataView rows = ml.Data.LoadFromEnumerable(test);
var scores = ml.Transforms.ApplyOnnxModel(["Score"], ["Pixels"], "turned.onnx").Fit(rows).Transform(rows);
double exported = Accuracy([.. scores.GetColumn<float[]>("Score").Select(score => score[1] > score[0] ? 1 : 0)]);
Console.WriteLine($"accuracy on unseen digits: {before:F4} before, {after:F4} after, {exported:F4} in ML.NET");
