using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class InputLayerTests
{
    [TestMethod]
    public void Configuration_goes_there_and_back()
    {
        InputLayer layer = new([2, null], ElementType.Int32, batchSize: 4, name: "x");
        Assert.AreEqual(
            """{"batch_shape":[4,2,null],"dtype":"int32","sparse":false,"ragged":false,"name":"x","optional":false}""",
            layer.GetConfig().ToJsonString());
        Assert.AreEqual(layer.GetConfig().ToJsonString(), InputLayer.FromConfig(layer.GetConfig()).GetConfig().ToJsonString());
    }

    [TestMethod]
    public void Cannot_be_called() => Evaluate.Error(
        "Layer 'x' expects to be an input of the model that runs it. Received: a call.",
        () => new InputLayer([3], name: "x").Call(new Input(3)));
}
