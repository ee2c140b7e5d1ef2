using static Fluent.Activations;

namespace Fluent.Tests.Training;

/// <summary>Small networks and numbers for tests of training.</summary>
internal static class Nets
{
    /// <summary>Numbers between -1 and 1 that follow a fixed rule.</summary>
    public static float[,] Numbers(int rows, int columns, float step = 1.7f)
    {
        float[,] numbers = new float[rows, columns];
        for (int i = 0; i < rows * columns; i++)
            numbers[i / columns, i % columns] = MathF.Sin((i + 1) * step);
        return numbers;
    }

    /// <summary>A class for each row of <see cref="Numbers"/>, by the signs of the first two columns.</summary>
    public static int[] Classes(float[,] x, int classes = 3) =>
        [.. Enumerable.Range(0, x.GetLength(0)).Select(i => ((x[i, 0] > 0 ? 1 : 0) + (x[i, 1] > 0 ? 1 : 0)) % classes)];

    /// <summary>4 → 8 → 3 classes.</summary>
    public static Model Classifier(bool compiled = true, float dropout = 0, string? name = null)
    {
        Input x = new([4], "x");
        Tensor hidden = x.Dense(8, Relu, name: "hidden");
        if (dropout > 0)
            hidden = hidden.Dropout(dropout, name: "drop");
        Model model = new(x, hidden.Dense(3, Softmax, name: "scores"), name ?? "net");
        if (compiled)
            model.Compile(new Adam(0.01f), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }

    /// <summary>Inputs a (4) and b (2); outputs sum (1) and kind (3).</summary>
    public static Model TwoByTwo()
    {
        Input a = new([4], "a"), b = new([2], "b");
        Tensor both = Layers.Concatenate([a, b], -1, "both").Dense(8, Tanh, name: "hidden");
        return new Model([a, b], [both.Dense(1, name: "sum"), both.Dense(3, Softmax, name: "kind")], "two");
    }

    /// <summary>Every number of every weight.</summary>
    public static float[] All(Model model) => [.. model.Weights.SelectMany(w => w.Values.ToArray())];
}
