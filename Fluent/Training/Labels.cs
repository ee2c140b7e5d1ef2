using System.Runtime.InteropServices;
using OnnxEmit;

namespace Fluent;

/// <summary>Looks for class labels that name no class, which a graph would pass over in silence.</summary>
internal static class Labels
{
    /// <summary>Checks the labels of every output with a sparse loss.</summary>
    /// <exception cref="FluentException">A label is out of range.</exception>
    public static void Check(Model model, TrainingPlan plan, BatchArrays batch)
    {
        for (int i = 0; i < plan.Losses.Length; i++)
        {
            if (plan.Losses[i] is { IsSparse: true } loss && batch.Y[i] is { } labels && model.Outputs[i].Shape[^1].Size is { } classes)
                Check(model, loss, i, labels, classes);
        }
    }

    private static void Check(Model model, Loss loss, int output, BatchArray labels, long classes)
    {
        long? stranger = labels.Type switch
        {
            ElementType.Int32 => Find(MemoryMarshal.Cast<byte, int>(labels.Bytes), classes, loss),
            ElementType.Int64 => Find(MemoryMarshal.Cast<byte, long>(labels.Bytes), classes, loss),
            ElementType.Float => Find(MemoryMarshal.Cast<byte, float>(labels.Bytes), classes, loss),
            ElementType.UInt8 => Find(labels.Bytes, classes, loss),
            ElementType.UInt32 => Find(MemoryMarshal.Cast<byte, uint>(labels.Bytes), classes, loss),
            _ => null,
        };
        if (stranger is { } label)
        {
            throw new FluentException(model.Label,
                $"labels from 0 to {classes - 1} for output '{model.OutputNames[output]}' with {loss.Name}", $"{label}");
        }
    }

    private static long? Find<T>(ReadOnlySpan<T> labels, long classes, Loss loss)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (T label in labels)
        {
            long number = long.CreateSaturating(label);
            if ((number < 0 || number >= classes) && number != loss.IgnoredClass)
                return number;
        }

        return null;
    }
}
