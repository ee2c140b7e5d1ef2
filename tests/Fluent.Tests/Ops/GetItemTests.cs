using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class GetItemTests
{
    [TestMethod]
    public void Takes_what_numpy_takes()
    {
        Check("(1, 2, 3): 0 1 2 3 4 5", x => x[..]);
        Check("(2, 3): 0 1 2 3 4 5", x => x[0]);
        Check("(1, 3): 3 4 5", x => x[.., 1]);
        Check("(1, 3): 3 4 5", x => x[.., -1]);
        Check("(1, 2, 2): 1 2 4 5", x => x[.., .., 1..]);
        Check("(1, 2, 1): 1 4", x => x[.., .., 1..^1]);
        Check("(1, 2): 2 5", x => x[.., .., ^1]);
        Check("(1, 2): 2 5", x => x[TensorIndex.Ellipsis, 2]);
        Check("(1, 1, 3): 0 1 2", x => x[.., ..1, ..]);
        Check("(1, 1, 2, 3): 0 1 2 3 4 5", x => x[.., TensorIndex.NewAxis]);
        Check("(1, 2, 3): 2 1 0 5 4 3", x => x[.., .., TensorIndex.Slice(step: -1)]);
        Check("(1, 2, 2): 0 2 3 5", x => x[.., .., TensorIndex.Slice(step: 2)]);
    }

    private static void Check(string expected, Func<Tensor, Tensor> build)
    {
        Input x = new([2, 3], name: "x", batchSize: 1);
        Model model = new(x, build(x)), again = Model.FromJson(model.ToJson());
        foreach (Model each in new[] { model, again })
        {
            TensorData y = Evaluate.Output(each, Evaluate.Data([1, 2, 3], 0, 1, 2, 3, 4, 5));
            Assert.AreEqual(expected, $"{Shape.Of(y.Dims)}: {string.Join(' ', Evaluate.Numbers(y))}");
            Assert.AreEqual(Shape.Of(y.Dims), each.Output.Shape);
        }
    }
}
