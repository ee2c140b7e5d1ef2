using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fluent;

/// <summary>Runs an update rule over whole weights: as vectors, then number by number for the rest.</summary>
public static class Elementwise
{
    /// <summary>Updates in place.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    /// <param name="weight">The weight's numbers.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="slots">The slots, one behind the other, each as long as the weight.</param>
    /// <param name="coefficients">What is the same for all numbers; at most 8.</param>
    /// <exception cref="ArgumentException">
    /// Another number of gradients than of weights, slots that do not fill whole weights, or too many of something.
    /// </exception>
    public static void Apply<TRule>(Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients)
        where TRule : IUpdateRule
    {
        bool isWhole = weight.Length == 0 ? slots.IsEmpty : slots.Length % weight.Length == 0 && slots.Length / weight.Length <= 8;
        if (gradient.Length != weight.Length || !isWhole || coefficients.Length > 8)
        {
            throw new ArgumentException(
                "An update expects as many gradients as weights, whole slots, and at most 8 slots and coefficients. Received: " +
                $"{weight.Length} weights, {gradient.Length} gradients, {slots.Length} numbers in slots, {coefficients.Length} " +
                "coefficients.");
        }

        int whole = weight.Length - (weight.Length % Vector<float>.Count);
        Run<TRule, VectorElement>(weight, gradient, slots, coefficients, 0, whole, Vector<float>.Count);
        Run<TRule, ScalarElement>(weight, gradient, slots, coefficients, whole, weight.Length, 1);
    }

    // Not tiered: one step over a great weight has more turns than the runtime's first, slow code is meant for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRule, T>(
        Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients,
        int start, int end, int width)
        where TRule : IUpdateRule
        where T : unmanaged, IElement<T>
    {
        int length = weight.Length, count = length == 0 ? 0 : slots.Length / length;
        Span<T> kept = stackalloc T[8];
        Span<T> constants = stackalloc T[8];
        kept = kept[..count];
        constants = constants[..coefficients.Length];
        for (int i = 0; i < coefficients.Length; i++)
            constants[i] = T.Of(coefficients[i]);

        ref float weights = ref MemoryMarshal.GetReference(weight), gradients = ref MemoryMarshal.GetReference(gradient);
        ref float state = ref MemoryMarshal.GetReference(slots);
        for (int i = start; i < end; i += width)
        {
            for (int slot = 0; slot < kept.Length; slot++)
                kept[slot] = At<T>(ref state, ((nint)slot * length) + i);
            TRule.Update(ref At<T>(ref weights, i), At<T>(ref gradients, i), kept, constants);
            for (int slot = 0; slot < kept.Length; slot++)
                At<T>(ref state, ((nint)slot * length) + i) = kept[slot];
        }
    }

    private static ref T At<T>(ref float start, nint index) => ref Unsafe.As<float, T>(ref Unsafe.Add(ref start, index));
}
