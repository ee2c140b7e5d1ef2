using System.Numerics;
using System.Runtime.InteropServices;

namespace Fluent;

/// <summary>An optimizer's rule for one number: the new weight and slots from the old ones, the gradient and the step's coefficients.</summary>
public interface IUpdateRule
{
    /// <summary>The rule.</summary>
    /// <typeparam name="T">A vector or a single number.</typeparam>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="slots">What is kept for it.</param>
    /// <param name="coefficients">What is the same for all numbers of this step.</param>
    static abstract void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
        where T : unmanaged, IElement<T>;
}

/// <summary>Runs an update rule over whole weights: as vectors, then number by number for the rest.</summary>
public static class Elementwise
{
    /// <summary>Updates in place.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    /// <param name="weight">The weight's numbers.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="slots">The slots, one behind the other, each as long as the weight.</param>
    /// <param name="coefficients">What is the same for all numbers; at most 8.</param>
    public static void Apply<TRule>(Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients)
        where TRule : IUpdateRule
    {
        int whole = weight.Length - (weight.Length % Vector<float>.Count);
        Run<TRule, VectorElement>(weight, gradient, slots, coefficients, 0, whole, Vector<float>.Count);
        Run<TRule, ScalarElement>(weight, gradient, slots, coefficients, whole, weight.Length, 1);
    }

    private static void Run<TRule, T>(
        Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients, int start, int end, int width)
        where TRule : IUpdateRule
        where T : unmanaged, IElement<T>
    {
        int count = weight.Length == 0 ? 0 : slots.Length / weight.Length;
        Span<T> kept = stackalloc T[8];
        Span<T> constants = stackalloc T[8];
        kept = kept[..count];
        constants = constants[..coefficients.Length];
        for (int i = 0; i < coefficients.Length; i++)
            constants[i] = T.Of(coefficients[i]);
        for (int i = start; i < end; i += width)
        {
            for (int slot = 0; slot < count; slot++)
                kept[slot] = MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(slots[((slot * weight.Length) + i)..]));
            T w = MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(weight[i..]));
            TRule.Update(ref w, MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(gradient[i..])), kept, constants);
            MemoryMarshal.Write(MemoryMarshal.AsBytes(weight[i..]), in w);
            for (int slot = 0; slot < count; slot++)
                MemoryMarshal.Write(MemoryMarshal.AsBytes(slots[((slot * weight.Length) + i)..]), in kept[slot]);
        }
    }
}
