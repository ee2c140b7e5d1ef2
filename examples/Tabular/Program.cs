using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetAdapter;
using static Fluent.Activations;

// Networks as trainers of ML.NET, beside its own: the same pipelines, metrics, cross-validation and feature importance.
var ml = new MLContext(seed: 1);
FluentTrainingOptions options = new() { Epochs = 40, Optimizer = () => new Adam(3e-3f), Patience = 8 };
TextLoader.Column[] Numbers(int count) => [new("Numbers", DataKind.Single, 0, count - 1)];
IDataView Read(string file, params TextLoader.Column[] columns) => ml.Data.LoadFromTextFile(
    Path.Combine(AppContext.BaseDirectory, file), columns, separatorChar: ',', hasHeader: true);

// Several classes: which digit an image of 8 × 8 pixels shows.
var digits = ml.Data.TrainTestSplit(Read("digits.csv", [.. Numbers(64), new("Digit", DataKind.Int32, 64)]), testFraction: 0.25);
var classes = ml.Transforms.Conversion.MapValueToKey("Label", "Digit")
    .Append(ml.Transforms.NormalizeMinMax("Features", "Numbers"))
    .Append(ml.MulticlassClassification.Trainers.FluentNetwork(x => x.Dense(128, Relu).Dropout(0.2f).Dense(64, Relu), options: options))
    .Append(ml.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel"));
var reader = classes.Fit(digits.TrainSet);
IDataView read = reader.Transform(digits.TestSet);
Console.WriteLine($"digits: accuracy {ml.MulticlassClassification.Evaluate(read).MicroAccuracy:F4}");
Console.WriteLine($"the first: {string.Join(" ", read.GetColumn<int>("Digit").Take(12))}");
Console.WriteLine($"answered:  {string.Join(" ", read.GetColumn<int>("Answer").Take(12))}");

// Saved and loaded: by this library with all its columns, by plain ML.NET with the scores.
ml.Model.Save(reader, digits.TrainSet.Schema, "reader.zip");
IDataView again = ml.Model.LoadFluent("reader.zip", out _).Transform(digits.TestSet);
Console.WriteLine($"loaded:    {string.Join(" ", again.GetColumn<int>("Answer").Take(12))}");

// Yes or no: whether a tumour is malignant, cross-validated.
var tumours = Read("breast_cancer.csv", [.. Numbers(30), new("Kind", DataKind.String, 30)]);
var truth = new Dictionary<string, bool> { ["malignant"] = true, ["benign"] = false };
var malignant = ml.Transforms.Conversion.MapValue("Label", truth, "Kind")
    .Append(ml.Transforms.NormalizeMeanVariance("Features", "Numbers", fixZero: false))
    .Append(ml.BinaryClassification.Trainers.FluentNetwork(x => x.Dense(16, Relu), options: options));
var folds = ml.BinaryClassification.CrossValidate(tumours, malignant, numberOfFolds: 3).Select(fold => fold.Metrics).ToArray();
Console.WriteLine($"tumours: accuracy {folds.Average(m => m.Accuracy):F4}, AUC {folds.Average(m => m.AreaUnderRocCurve):F4}");

// A number: how far diabetes has gone after a year, and what that depends on.
string[] names = ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"];
var patients = ml.Data.TrainTestSplit(Read("diabetes.csv", [.. Numbers(10), new("Label", DataKind.Single, 10)]), testFraction: 0.25);
var scale = ml.Transforms.NormalizeMeanVariance("Features", "Numbers", fixZero: false).Fit(patients.TrainSet);
var progress = ml.Regression.Trainers.FluentNetwork(x => x.Dense(16, Relu), options: options with { Epochs = 150, BatchSize = 16 })
    .Fit(scale.Transform(patients.TrainSet));
IDataView held = scale.Transform(patients.TestSet);
Console.WriteLine($"diabetes: R² {ml.Regression.Evaluate(progress.Transform(held)).RSquared:F4}");
var importance = ml.Regression.PermutationFeatureImportance(progress, held, permutationCount: 5);
var most = importance.Zip(names).OrderBy(pair => pair.First.RSquared.Mean).Take(3).Select(pair => pair.Second);
Console.WriteLine($"it depends most on {string.Join(", ", most)}");
