namespace Fluent;

/// <summary>
/// Every layer as a function of its input: <c>x.Dense(10)</c> is <c>new Dense(10).Call(x)</c>. Merging layers take several tensors:
/// <c>Concatenate(a, b)</c>. Generated from the layers' classes, with their parameters and documentation.
/// </summary>
public static partial class Layers;
