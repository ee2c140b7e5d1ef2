using Fluent;
using static Fluent.Activations;

namespace Benchmarks;

/// <summary>The two networks that training and scoring are measured on.</summary>
internal static class Networks
{
    public static Model Mlp()
    {
        Input pixels = new([28 * 28], name: "x");
        return new(pixels, pixels.Dense(128, Relu).Dense(10, Softmax, name: "y"), name: "mlp");
    }

    public static Model Cnn()
    {
        Input image = new([28, 28, 1], name: "x");
        return new(image, image.Conv2D(32, 3, activation: Relu).MaxPooling2D().Conv2D(64, 3, activation: Relu).MaxPooling2D()
            .Flatten().Dense(128, Relu).Dense(10, Softmax, name: "y"), name: "cnn");
    }
}
