using Fluent;
using static Fluent.Activations;

namespace Benchmarks;

/// <summary>Residual network of 50 layers (He et al. 2015): 25.6 million parameters.</summary>
internal static class ResNet50
{
    public static Model Make()
    {
        Input image = new([224, 224, 3], name: "image");
        Tensor x = Convolve(image, 64, 7, 2).ReLU().MaxPooling2D(3, strides: 2, padding: Padding.Same);
        (int Filters, int Blocks)[] stages = [(64, 3), (128, 4), (256, 6), (512, 3)];
        foreach ((int filters, int blocks) in stages)
        {
            for (int block = 0; block < blocks; block++)
                x = Block(x, filters, first: block == 0, strides: block == 0 && filters > 64 ? 2 : 1);
        }

        return new(image, x.GlobalAveragePooling2D().Dense(1000, Softmax), name: "resnet50");
    }

    private static Tensor Block(Tensor x, int filters, bool first, int strides)
    {
        Tensor y = Convolve(x, filters, 1, strides).ReLU();
        y = Convolve(y, filters, 3, 1).ReLU();
        y = Convolve(y, 4 * filters, 1, 1);
        return ((first ? Convolve(x, 4 * filters, 1, strides) : x) + y).ReLU();
    }

    private static Tensor Convolve(Tensor x, int filters, int size, int strides) =>
        x.Conv2D(filters, size, strides: strides, padding: Padding.Same, useBias: false).BatchNormalization();
}
