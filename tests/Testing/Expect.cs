using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Testing;

/// <summary>Whole-text checks of error messages.</summary>
public static class Expect
{
    /// <summary>Building throws an <see cref="OperatorException"/> with exactly this message.</summary>
    public static void Error(string message, Func<object?> build)
    {
        OperatorException error = Assert.ThrowsExactly<OperatorException>(() => build());
        Assert.AreEqual(message, error.Message);
    }

    /// <summary>A graph's input of type Float.</summary>
    public static Value Input(params ReadOnlySpan<long> dims) => Value.Input(ElementType.Float, Shape.Of(dims));
}
