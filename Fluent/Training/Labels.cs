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
            if (plan.Losses[i] is { IsSparse: true } loss && batch.Y[i] is { } labels
                && loss.Classes(model.Outputs[i].Shape) is { } classes)
                Check(model, loss, i, labels, classes);
        }
    }

    private static void Check(Model model, Loss loss, int output, BatchArray labels, long classes)
    {
        double? stranger = labels.Type switch
        {
            ElementType.Int32 => Find<int>(labels, classes, loss),
            ElementType.Int64 => Find<long>(labels, classes, loss),
            ElementType.Float => Find<float>(labels, classes, loss),
            ElementType.UInt8 => Find<byte>(labels, classes, loss),
            ElementType.UInt32 => Find<uint>(labels, classes, loss),
            ElementType.Int8 => Find<sbyte>(labels, classes, loss),
            ElementType.Int16 => Find<short>(labels, classes, loss),
            ElementType.UInt16 => Find<ushort>(labels, classes, loss),
            ElementType.UInt64 => Find<ulong>(labels, classes, loss),
            ElementType.Double => Find<double>(labels, classes, loss),
            ElementType.Float16 => Find<Half>(labels, classes, loss),
            _ => null,
        };
        if (stranger is { } label)
        {
            throw new FluentException(model.Label,
                $"labels from 0 to {classes - 1} for output '{model.OutputNames[output]}' with {loss.Name}", $"{label}");
        }
    }

    private static double? Find<T>(BatchArray labels, long classes, Loss loss)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (T label in MemoryMarshal.Cast<byte, T>(labels.Bytes))
        {
            long number = long.CreateSaturating(label);
            if (((number < 0 || number >= classes) && number != loss.IgnoredClass) || T.IsNaN(label))
                return double.CreateSaturating(label);
        }

        return null;
    }
}
