using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testing;

namespace Fluent.Tests;

/// <summary>Every layer configuration of the goldens against what Keras computed for it.</summary>
[TestClass]
public sealed class LayerGoldenTests
{
    [TestMethod]
    public void Layers_compute_what_Keras_computes() => GoldenFolder.Check("layers", golden => new LayerGolden(golden).Differences());
}
