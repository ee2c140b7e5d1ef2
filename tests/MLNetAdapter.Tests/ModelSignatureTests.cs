using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class ModelSignatureTests
{
    [TestMethod]
    public void Has_the_inputs_and_outputs_of_the_model_and_not_its_size()
    {
        Value x = Value.Input(ElementType.Float, ["N", "T", 3], "x"), s = Value.Input(ElementType.String, ["N"], "s");
        Value large = Op.MatMul(x, TestModels.Weights(3, 5000)), copy = Op.Identity(s), truth = Op.Greater(x, Value.Constant(0f));
        (large.Name, copy.Name, truth.Name) = ("large", "copy", "truth");
        byte[][] models =
        [
            TestModels.Mlp(), TestModels.Identity(ElementType.Int64, 1, 4), TestModels.Identity(ElementType.Double, "N"),
            new OnnxModel(new Graph([x, s], [large, copy, truth])).ToBytes(),
        ];
        foreach (byte[] bytes in models)
        {
            ModelSource model = new(bytes, FluentOptions.Default);
            byte[] signature = ModelSignature.Of(model);
            ModelSource other = new(signature, FluentOptions.Default);
            Assert.AreEqual(Text(model.Inputs), Text(other.Inputs));
            Assert.AreEqual(Text(model.Outputs), Text(other.Outputs));
            Assert.IsLessThan(2000, signature.Length);
            model.Close();
            other.Close();
        }

        static string Text(IEnumerable<object> tensors) => string.Join(", ", tensors);
    }
}
