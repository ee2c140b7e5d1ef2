namespace Fluent;

/// <summary>
/// An optimizer's rule for one number: the new weight and slots from the old ones, the gradient and the step's coefficients.
/// </summary>
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
