using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

[TestClass]
public sealed class SummaryTests
{
    [TestMethod]
    public void Shows_nested_layers_and_what_trains()
    {
        Model model = Nested();
        model.GetLayer("inner").Trainable = false;
        Assert.AreEqual(
            """
            Model: "outer"
            ┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━┓
            ┃ Layer (type)        ┃ Output Shape    ┃  Param ┃ Tr… ┃
            ┃                     ┃                 ┃      # ┃     ┃
            ┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━┩
            │ x (InputLayer)      │ (None, 4)       │      0 │  -  │
            ├─────────────────────┼─────────────────┼────────┼─────┤
            │ inner (Functional)  │ (None, 3)       │     15 │  N  │
            ├─────────────────────┼─────────────────┼────────┼─────┤
            │    └ i (InputLayer) │ (None, 4)       │      0 │  -  │
            ├─────────────────────┼─────────────────┼────────┼─────┤
            │    └ d (Dense)      │ (None, 3)       │     15 │  N  │
            ├─────────────────────┼─────────────────┼────────┼─────┤
            │ o (Dense)           │ (None, 2)       │      8 │  Y  │
            └─────────────────────┴─────────────────┴────────┴─────┘
             Total params: 23 (92.00 B)
             Trainable params: 8 (32.00 B)
             Non-trainable params: 15 (60.00 B)

            """, Text(model, 56, expandNested: true, showTrainable: true));
    }

    [TestMethod]
    public void Shows_a_range_of_layers()
    {
        string text = Text(Nested(), null, layerRange: ("inn", "o"));
        Assert.DoesNotContain("InputLayer", text);
        Assert.Contains("inner (Functional)", text);
        Assert.AreEqual(88, text.Split('\n')[1].Length);
    }

    [TestMethod]
    public void Shows_what_the_optimizer_keeps_of_a_model_that_was_trained()
    {
        Sequential model = new("s", new Input(4), new Dense(2));
        model.Compile(new Adam(amsgrad: true), "mse");
        Assert.DoesNotContain("Optimizer", Text(model, 80));
        model.TrainOnBatch(new float[3, 4], new float[3, 2]);
        string text = Text(model, 80);
        Assert.Contains(" Total params: 42 (168.00 B)", text);
        Assert.EndsWith(" Optimizer params: 32 (128.00 B)\n", text);
    }

    [TestMethod]
    public void Shows_a_single_axis_as_Keras_does()
    {
        Input n = new([], name: "n");
        Assert.Contains("│ n (InputLayer)                    │ (None)                   │             0 │",
            Text(new Model(n, n.Flatten(name: "f"), "m"), 80));
    }

    [TestMethod]
    public void A_chain_that_has_no_shape_yet_says_so() =>
        Assert.Contains("│ d (Dense)                         │ ?                        │   0 (unbuilt) │",
            Text(new Sequential("s", new Dense(2, name: "d")), 80));

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Model model = Nested();
        Evaluate.Error("Model 'outer' expects a line long enough for the columns of its summary. Received: a line of 10.",
            () => Text(model, 10));
        Evaluate.Error("Model 'outer' expects a layer range that its layers' names match. Received: ('z', 'o').",
            () => Text(model, 80, layerRange: ("z", "o")));
        Evaluate.Error("Model 'outer' expects a layer range of regular expressions. Received: '['.",
            () => Text(model, 80, layerRange: ("[", "o")));
    }

    private static Model Nested()
    {
        Input i = new([4], name: "i"), x = new([4], name: "x");
        Model inner = new(i, i.Dense(3, name: "d"), "inner");
        return new(x, inner.Call(x).Dense(2, name: "o"), "outer");
    }

    private static string Text(
        Model model, int? length, bool expandNested = false, bool showTrainable = false, (string First, string Last)? layerRange = null)
    {
        using StringWriter writer = new();
        model.Summary(writer, length, expandNested, showTrainable, layerRange);
        return writer.ToString();
    }
}
