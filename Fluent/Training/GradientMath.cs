using System.Numerics.Tensors;

namespace Fluent;

/// <summary>What happens to gradients between the step and the optimizer's rule.</summary>
internal static class GradientMath
{
    /// <summary>Shortens and cuts gradients as the optimizer says.</summary>
    public static void Clip(TrainingStep step, Optimizer optimizer)
    {
        if (optimizer.Clipnorm is { } most)
        {
            for (int i = 0; i < step.Trained.Length; i++)
                Shorten(step.Gradient(i), Norm(step.Gradient(i)), most);
        }

        if (optimizer.GlobalClipnorm is { } all)
        {
            double squares = 0;
            for (int i = 0; i < step.Trained.Length; i++)
                squares += Math.Pow(Norm(step.Gradient(i)), 2);
            for (int i = 0; i < step.Trained.Length; i++)
                Shorten(step.Gradient(i), Math.Sqrt(squares), all);
        }

        if (optimizer.Clipvalue is { } greatest)
        {
            for (int i = 0; i < step.Trained.Length; i++)
                TensorPrimitives.Clamp(step.Gradient(i), -greatest, greatest, step.Gradient(i));
        }
    }

    /// <summary>Multiplies every gradient.</summary>
    public static void Scale(TrainingStep step, float factor)
    {
        for (int i = 0; i < step.Trained.Length; i++)
            Multiply(step.Gradient(i), factor);
    }

    /// <summary>x *= factor.</summary>
    public static void Multiply(Span<float> x, float factor) => TensorPrimitives.Multiply(x, factor, x);

    /// <summary>sum += x.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> x) => TensorPrimitives.Add(sum, x, sum);

    /// <summary>average = momentum·average + (1 − momentum)·x.</summary>
    public static void Average(Span<float> average, ReadOnlySpan<float> x, float momentum)
    {
        TensorPrimitives.Multiply(average, momentum, average);
        TensorPrimitives.MultiplyAdd(x, 1 - momentum, average, average);
    }

    private static double Norm(ReadOnlySpan<float> x) => TensorPrimitives.Norm(x);

    private static void Shorten(Span<float> gradient, double norm, float most)
    {
        if (norm > most)
            Multiply(gradient, (float)(most / norm));
    }
}
