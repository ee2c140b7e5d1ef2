using OnnxEmit;

namespace Fluent.Tests.Saving;

/// <summary>An activation as a user writes one.</summary>
internal static class Custom
{
    public static ActivationFunction Cube { get; } = new("cube", x => x * x * x);
}
