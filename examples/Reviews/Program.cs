using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetAdapter;
using OnnxEmit;
using static Fluent.Activations;
using static Fluent.Layers;

// Words come from ML.NET's own text transforms, as keys; a network with two inputs looks at them and at how many there are.
var words = new Input([null], "Words", ElementType.UInt32);
var length = new Input([1], "Length");
var meaning = words.Embedding(20_001, 32).GlobalAveragePooling1D().Dropout(0.3f);
var score = Concatenate(meaning, length).Dense(16, Relu).Dense(1, name: "Score");
var model = new Model([words, length], [score, score.Activation(Sigmoid, name: "Probability"), score > 0f], name: "reviews");
model.Compile(new Adam(2e-3f), [new BinaryCrossentropy(fromLogits: true), null, null]);

var ml = new MLContext(seed: 1);
var reviews = ml.Data.LoadFromTextFile<Review>(Path.Combine(AppContext.BaseDirectory, "reviews.tsv"), hasHeader: true);
var clear = ml.Data.FilterByCustomPredicate<Review>(reviews, review => Math.Abs(review.Rating) < 0.5f);
var split = ml.Data.TrainTestSplit(clear, testFraction: 0.2);

var outputs = model.OutputNames;
var pipeline = ml.Transforms.CustomMapping<Review, Described>((review, described) =>
    {
        described.Label = review.Rating > 0;
        described.Length = [MathF.Log(review.Text.Count(c => c == ' ') + 1) - 2.5f];
    }, null)
    .Append(ml.Transforms.Text.NormalizeText("Clean", "Text", keepPunctuations: false))
    .Append(ml.Transforms.Text.TokenizeIntoWords("Tokens", "Clean"))
    .Append(ml.Transforms.Conversion.MapValueToKey("Words", "Tokens", maximumNumberOfKeys: 20_000))
    .Append(ml.Transforms.TrainFluentModel(
        model,
        inputColumns: null,
        labelColumns: new Dictionary<string, string> { [outputs[0]] = "Label" },
        outputColumns: new Dictionary<string, string>
        {
            [outputs[0]] = "Score", [outputs[1]] = "Probability", [outputs[2]] = "PredictedLabel",
        },
        options: new() { Epochs = 4, BatchSize = 32, Scoring = new() { ScalarOutputs = true } }));

var transformer = pipeline.Fit(split.TrainSet);
var metrics = ml.BinaryClassification.Evaluate(transformer.Transform(split.TestSet));
int unseen = split.TestSet.GetColumn<float>("Rating").Count();
Console.WriteLine($"reviews: accuracy {metrics.Accuracy:F4}, AUC {metrics.AreaUnderRocCurve:F4} on {unseen} unseen ones");

using var engine = ml.Model.CreatePredictionEngine<Review, Answer>(transformer);
foreach (string text in new[] { "A moving and beautifully acted film.", "Dull, far too long and badly written." })
    Console.WriteLine($"{engine.Predict(new() { Text = text }).Probability:P0} positive: {text}");
