using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testing;

namespace Fluent.Tests;

/// <summary>Losses, metrics, regularizers, constraints and initializers against what Keras computed.</summary>
[TestClass]
public sealed class NumericsGoldenTests
{
    [TestMethod]
    public void Numerics_are_Keras_s() => GoldenFolder.Check("numerics", NumericsGolden.Cases());
}
