using Fluent.Tests.Training;

namespace Fluent.Tests.Models;

/// <summary>Weights as arrays, clones, names and layers by name, as a Keras user expects them.</summary>
[TestClass]
[DoNotParallelize]
public sealed class WeightAccessTests
{
    [TestMethod]
    public void Weights_go_out_and_in_as_arrays()
    {
        Model from = Nets.Classifier(), to = Nets.Classifier();
        Array[] weights = from.GetWeights();
        Assert.AreEqual("Single[,], Single[], Single[,], Single[]", string.Join(", ", weights.Select(w => w.GetType().Name)));
        float[,] kernel = (float[,])weights[0];
        Assert.AreEqual(from.Weights[0].Values[9], kernel[1, 1]);
        kernel[1, 1] = 5;
        Assert.AreNotEqual(5, from.Weights[0].Values[9]);
        to.SetWeights(weights);
        Assert.AreEqual(5, to.Weights[0].Values[9]);
        to.GetLayer("hidden").SetWeights([new double[4, 8], new int[] { 1, 2, 3, 4, 5, 6, 7, 8 }]);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, (float[])to.GetLayer("hidden").GetWeights()[1]);
    }

    [TestMethod]
    public void A_clone_has_weights_of_its_own()
    {
        foreach (Model model in new[] { Nets.Classifier(), Nets.TwoByTwo(), new Sequential("seq", new Input(4), new Dense(3, name: "d")) })
        {
            Model clone = model.Clone();
            Assert.AreEqual(model.ToJson(), clone.ToJson());
            Assert.AreSame(model.GetType(), clone.GetType());
            Assert.IsEmpty(model.Weights.Intersect(clone.Weights));
            clone.SetWeights(model.GetWeights());
            CollectionAssert.AreEqual(Nets.All(model), Nets.All(clone));
            clone.Weights[0].Assign(new float[clone.Weights[0].Count]);
            CollectionAssert.AreNotEqual(Nets.All(model), Nets.All(clone));
        }
    }

    [TestMethod]
    public void Names_begin_anew_after_a_reset()
    {
        AutoName.Reset();
        Assert.AreEqual("dense, dense_1", $"{new Dense(1).Name}, {new Dense(1).Name}");
        AutoName.Reset();
        Assert.AreEqual("dense", new Dense(1).Name);
    }

    [TestMethod]
    public void Layers_are_found_by_name_and_place()
    {
        Model model = Nets.Classifier();
        Assert.AreSame(model.GetLayer("hidden"), model.GetLayer(1));
        Model features = new(model.Input, model.GetLayer("hidden").Output);
        Assert.AreEqual("(batch, 8)", features.Output.Shape.ToString());
        Assert.AreEqual(2, features.Predict(Nets.Numbers(2, 4)).Count);
    }
}
