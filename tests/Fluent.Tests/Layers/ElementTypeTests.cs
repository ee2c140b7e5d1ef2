using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

/// <summary>What layers make of inputs that are not float32.</summary>
[TestClass]
public sealed class ElementTypeTests
{
    [TestMethod]
    [DataRow(ElementType.Int32)]
    [DataRow(ElementType.Int64)]
    [DataRow(ElementType.UInt8)]
    [DataRow(ElementType.Double)]
    [DataRow(ElementType.Float16)]
    public void Layers_that_compute_with_fractions_cast_what_comes_in(ElementType type)
    {
        Evaluate.AreClose([10, 7], Of(new Dense(1, kernelInitializer: new Ones()), type, [2, 3]));
        Evaluate.AreClose([2.5f, 2.5f], Of(new GlobalAveragePooling1D(), type, [2, 2, 1], [1, 4, 3, 2]));
        Evaluate.AreClose([0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f], Of(new Activation(Activations.Sigmoid), type, [2, 3], new float[6]));
        Evaluate.AreClose([0.5f, 0.5f, 0.5f, 0.5f], Of(new SoftmaxLayer(), type, [2, 2], new float[4]));
        Evaluate.AreClose([1, 4, 3, 2], Of(new ReLU(), type, [2, 2], [1, 4, 3, 2]));
        Evaluate.AreClose([4, 3], Of(new MaxPooling1D(), type, [2, 2, 1], [1, 4, 3, 2]));
    }

    [TestMethod]
    public void Integers_stay_integers_where_they_can()
    {
        Input x = new([2], null, ElementType.Int32);
        Assert.AreEqual(ElementType.Int32, x.Reshape([2, 1]).ElementType);
        Assert.AreEqual(ElementType.Int32, Layers.Add(x, x).ElementType);
        Assert.AreEqual(ElementType.Float, Layers.Average(x, x).ElementType);
    }

    [TestMethod]
    public void Merging_layers_take_the_type_that_holds_all()
    {
        Input numbers = new([2], null, ElementType.Int32), fractions = new([2]);
        TensorData whole = TensorData.Create<int>([1, 2], [3, 4]), half = Evaluate.Data([1, 2], 0.5f, 2);
        Evaluate.AreClose([3.5f, 6], Evaluate.Numbers(
            Evaluate.Output(new Model([numbers, fractions], Layers.Add(numbers, fractions)), whole, half)));
        Evaluate.AreClose([3, 4, 0.5f, 2], Evaluate.Numbers(
            Evaluate.Output(new Model([numbers, fractions], Layers.Concatenate([numbers, fractions])), whole, half)));
    }

    private static float[] Of(Layer layer, ElementType type, long[] dims, float[]? numbers = null)
    {
        Input x = new(Shape.Of(dims)[1..], null, type);
        TensorData given = Numbers.Convert(Evaluate.Data(dims, numbers ?? [5, 2, 3, 1, 2, 4]), type);
        return Evaluate.Numbers(Evaluate.Output(new Model(x, layer.Call(x)), given));
    }
}
