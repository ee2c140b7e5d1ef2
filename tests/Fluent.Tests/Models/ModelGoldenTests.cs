using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testing;

namespace Fluent.Tests;

/// <summary>Every model of the goldens: read from Keras's JSON, run, written again, summarized.</summary>
[TestClass]
public sealed class ModelGoldenTests
{
    [TestMethod]
    public void Models_are_what_Keras_says_they_are() => GoldenFolder.Check("models", golden => new ModelGolden(golden).Differences());
}
