using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetAdapter;

// dotnet run --project examples/Service -- digits.zip, as examples/Digits saves it
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(new Scorer(args.FirstOrDefault() ?? "digits.zip"));
var app = builder.Build();
app.MapPost("/score", (Digit digit, Scorer scorer) => scorer.One(digit));
app.MapPost("/score/many", (Digit[] digits, Scorer scorer) => scorer.Many(digits));
app.Run();

/// <summary>One model for all requests: its session and its weights are there once.</summary>
internal sealed class Scorer(string path)
{
    private readonly MLContext ml = new();
    private readonly ITransformer model = new MLContext().Model.LoadFluent(path, out _);
    private readonly ConcurrentBag<PredictionEngine<Digit, Scores>> engines = [];

    // An engine is one thread's at a time; as many are made as requests ever ran at once.
    public float[] One(Digit digit)
    {
        if (!engines.TryTake(out var engine))
            engine = ml.Model.CreatePredictionEngine<Digit, Scores>(model, new PredictionEngineOptions { OwnsTransformer = false });
        var scores = engine.Predict(digit).Score;
        engines.Add(engine);
        return scores;
    }

    // Rows that come together are run together.
    public float[][] Many(Digit[] digits) => [.. model.Transform(ml.Data.LoadFromEnumerable(digits)).GetColumn<float[]>("Score")];
}

internal sealed class Digit
{
    [VectorType(64)]
    public float[] Pixels { get; set; } = [];
}

internal sealed class Scores
{
    public float[] Score { get; set; } = [];
}
