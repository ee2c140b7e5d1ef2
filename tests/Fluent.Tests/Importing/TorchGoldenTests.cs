using Testing;

namespace Fluent.Tests.Importing;

/// <summary>Every network of the goldens that torch exported, by either exporter.</summary>
[TestClass]
public sealed class TorchGoldenTests
{
    [TestMethod]
    public void Networks_of_torch_compute_and_train_as_in_torch() =>
        GoldenFolder.Check("torch", golden => new TorchGolden(golden).Differences());
}
