using OnnxEmit;

namespace Fluent.Tests.Training;

[TestClass]
public sealed class StepGraphTests
{
    [TestMethod]
    public void Runs_at_the_opset_whose_pooling_is_fast() => Assert.AreEqual(18, Opset(Step(x => x.AveragePooling2D(2).Flatten())));

    [TestMethod]
    public void Runs_at_a_newer_opset_where_an_operator_needs_it() =>
        Assert.AreEqual(21, Opset(Step(x => x.Flatten().Gelu())));

    [TestMethod]
    public void Computes_no_places_that_pooling_leaves_over()
    {
        StepGraph step = Step(x => x.Conv2D(2, 3).MaxPooling2D(2).Flatten());
        Value convolved = step.Graph.Operators.Single(op => op.OpType == "Conv").Output;
        Assert.AreEqual("(4, 2, 4, 4)", $"{convolved.Shape}");
    }

    private static int Opset(StepGraph step) => RuntimeOpset.ToModel(step.Graph).Opset;

    // Images of 7 by 7: a convolution gives 5 by 5 places, of which pooling reads 4 by 4.
    private static StepGraph Step(Func<Tensor, Tensor> network)
    {
        Input x = new([7, 7, 1], "x");
        Model model = new(x, network(x).Dense(1));
        model.Compile(new SGD(), "mse");
        BatchArrays batch = new(1, 1) { X = { [0] = new(ElementType.Float, [7, 7, 1], 4) }, Y = { [0] = new(ElementType.Float, [1], 4) } };
        return StepGraph.Build(model, model.Plan!, batch, training: true);
    }
}
