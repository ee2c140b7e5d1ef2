using System.Collections.Immutable;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using static Fluent.Activations;

namespace Fluent.Tests;

[TestClass]
public sealed class RecurrentLayerTests
{
    private static readonly TensorData Numbers = TensorData.Create<float>([2, 4, 1], [1, 2, 3, 4, 5, 6, 7, 8]);

    [TestMethod]
    public void Masked_steps_repeat_the_output_or_give_zeros()
    {
        float[] steps = [1, 0, 2, 0];
        Evaluate.AreClose([1, 1, 3, 3], Sum(steps, zeroOutputForMask: false));
        Evaluate.AreClose([1, 0, 3, 0], Sum(steps, zeroOutputForMask: true));
        Evaluate.AreClose([0, 0, 5], Sum([0, 0, 5], zeroOutputForMask: false));
    }

    // Numbers of Keras 3.15.1.
    [TestMethod]
    public void TimeDistributed_shows_a_layer_with_statistics_one_step_after_the_other()
    {
        Input x = new(2, 1);
        Model model = new(x, x.TimeDistributed(new BatchNormalization(momentum: 0.5f)));
        TensorData[] outputs = Evaluate.Outputs(model, training: true, Evaluate.Data([2, 2, 1], 0, 4, 2, 8));
        Evaluate.AreClose([-0.9995004f, -0.99987507f, 0.9995004f, 0.99987507f], Evaluate.Numbers(outputs[0]));
        Evaluate.AreClose([3.25f], Evaluate.Numbers(outputs[1]));
        Evaluate.AreClose([2.5f], Evaluate.Numbers(outputs[2]));
    }

    [TestMethod]
    public void The_last_output_of_a_masked_sequence_is_that_of_its_last_valid_step()
    {
        Input x = new(4, 1);
        RNN layer = new(new SumCell(), returnState: true);
        Model model = new(x, [.. layer.CallMany(x.Masking())]);
        TensorData[] outputs = Evaluate.Outputs(model, training: false, Evaluate.Data([1, 4, 1], 1, 2, 0, 0));
        Evaluate.AreClose([3], Evaluate.Numbers(outputs[0]));
        Evaluate.AreClose([3], Evaluate.Numbers(outputs[1]));
    }

    [TestMethod]
    [DataRow("tanh", "sigmoid")]
    [DataRow("relu", "hard_sigmoid")]
    [DataRow("elu", "softsign")]
    [DataRow("gelu", "sigmoid")]
    public void Predicts_and_trains_alike(string activation, string recurrent)
    {
        Input x = new(4, 1);
        foreach (bool backwards in new[] { false, true })
        {
            RecurrentLayer[] layers =
            [
                new LSTM(3, activation, recurrent, returnSequences: true, goBackwards: backwards),
                new GRU(3, activation, recurrent, returnSequences: true, goBackwards: backwards),
                new GRU(3, activation, recurrent, returnSequences: true, goBackwards: backwards, resetAfter: false),
                new SimpleRNN(3, activation, returnSequences: true, goBackwards: backwards),
            ];
            Model model = new(x, [.. layers.Select(layer => layer.Call(x))]);
            TensorData[] predicted = Evaluate.Outputs(model, training: false, Numbers);
            TensorData[] trained = Evaluate.Outputs(model, training: true, Numbers);
            for (int i = 0; i < layers.Length; i++)
                Evaluate.AreClose(Evaluate.Numbers(predicted[i]), Evaluate.Numbers(trained[i]));
        }
    }

    [TestMethod]
    public void First_states_are_arguments()
    {
        Input x = new(4, 1), h = new(3), c = new(3);
        LSTM layer = new(3, returnState: true);
        IReadOnlyList<Tensor> first = layer.CallMany(x[.., ..2]);
        Model whole = new(x, layer.Call(x)), halves = new(x, layer.CallMany(x[.., 2..], [first[1], first[2]])[0]);
        Evaluate.AreClose(Evaluate.Numbers(Evaluate.Output(whole, Numbers)), Evaluate.Numbers(Evaluate.Output(halves, Numbers)));
        Evaluate.Error("Layer 'l' expects 2 initial states. Received: 1.", () => new LSTM(3, name: "l").CallMany(x, [h]));
        Assert.HasCount(3, layer.CallMany(x, [h, c]));
    }

    [TestMethod]
    public void Dropout_is_the_same_in_all_steps()
    {
        Input x = new(3, 1);
        SimpleRNN layer = new(1, Linear, useBias: false, dropout: 0.5f, returnSequences: true);
        Model model = new(x, layer.Call(x));
        layer.Weights[0].Assign([1]);
        layer.Weights[1].Assign([1]);
        TensorData ones = Evaluate.Data([2, 3, 1], 1, 1, 1, 1, 1, 1);
        Evaluate.AreClose([2, 4, 6, 0, 0, 0], Evaluate.Numbers(Evaluate.Outputs(model, training: true, ones)[0]));
        Evaluate.AreClose([1, 2, 3, 1, 2, 3], Evaluate.Numbers(Evaluate.Output(model, ones)));
    }

    [TestMethod]
    public void Dropout_of_states_is_drawn_once()
    {
        Input x = new(3, 1);
        SimpleRNN layer = new(1, Linear, useBias: false, recurrentDropout: 0.5f, returnSequences: true);
        Model model = new(x, layer.Call(x));
        layer.Weights[0].Assign([1]);
        layer.Weights[1].Assign([1]);
        TensorData ones = Evaluate.Data([2, 3, 1], 1, 1, 1, 1, 1, 1);
        Evaluate.AreClose([1, 3, 7, 1, 1, 1], Evaluate.Numbers(Evaluate.Outputs(model, training: true, ones)[0]));
    }

    [TestMethod]
    public void Trains_and_predicts_a_sum_of_steps()
    {
        Random random = new(1);
        float[,,] x = new float[64, 5, 2];
        float[,] y = new float[64, 1];
        for (int i = 0; i < 64; i++)
        {
            for (int t = 0; t < 5; t++)
                y[i, 0] += (x[i, t, 0] = (random.NextSingle() - 0.5f)) + (0 * (x[i, t, 1] = random.NextSingle()));
        }

        Input input = new(5, 2);
        Tensor shared = new LSTM(6, returnSequences: true, dropout: 0.05f, recurrentDropout: 0.05f).Call(input);
        Model model = new(input, shared.Bidirectional(new GRU(4)).Dense(1));
        model.Compile(new Adam(0.02f), "mse");
        double before = model.Evaluate(x, y)["loss"];
        model.Fit(x, y, epochs: 20, batchSize: 16, verbose: 0);
        Assert.IsLessThan(before * 0.6, model.Evaluate(x, y)["loss"]);
    }

    [TestMethod]
    public void The_bias_of_the_forget_gate_begins_with_ones()
    {
        LSTM layer = new(2, biasInitializer: new Constant(3));
        layer.Call(new Input(4, 1));
        CollectionAssert.AreEqual(new float[] { 3, 3, 1, 1, 3, 3, 3, 3 }, layer.Weights[2].ToArray().Cast<float>().ToArray());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input x = new(4, 1);
        Evaluate.Error("Layer 'l' expects an input of rank 3 or more: batch, steps and features. Received: Float(batch, 4).",
            () => new LSTM(3, name: "l").Call(new Input(4)));
        Evaluate.Error("Layer 'g' expects states that begin anew with each batch: pass them from call to call as initial states. " +
            "Received: stateful.", () => new GRU(3, stateful: true, name: "g").Call(x));
        Evaluate.Error("Layer 'gru_cell' expects 1 unit or more. Received: 0.", () => new GRU(0, name: "g").Call(x));
        Evaluate.Error("Layer 't' expects an input of rank 3 or more: batch, steps and what the layer takes. Received: Float(batch, 4).",
            () => new Input(4).TimeDistributed(new Dense(1), name: "t"));
        Evaluate.Error("Layer 'b' expects a merge mode of concat, sum, mul, ave or none. Received: 'max'.",
            () => x.Bidirectional(new GRU(3), "max", name: "b"));
        Evaluate.Error("Layer 's' expects one cell or more. Received: none.", () => new RNN(new StackedRNNCells([], "s")).Call(x));
        Evaluate.Error("Layer 'c' expects 2 states. Received: 1.", () => new LSTMCell(3, name: "c").Call(new Input(1), new Input(3)));
    }

    [TestMethod]
    public void Bidirectional_without_merging_gives_both()
    {
        Input x = new(4, 1);
        IReadOnlyList<Tensor> both = new Bidirectional(new GRU(3, returnState: true), mergeMode: null).CallMany(x);
        Assert.AreEqual("(batch, 3) (batch, 3) (batch, 3) (batch, 3)", string.Join(" ", both.Select(y => y.Shape)));
    }

    [TestMethod]
    public void A_cell_alone_computes_one_step()
    {
        Input x = new(4, 1);
        foreach (RecurrentCell cell in new RecurrentCell[] { new LSTMCell(3), new GRUCell(3), new SimpleRNNCell(3) })
        {
            Model one = new(x, cell.Call(x[.., 0])), walked = new(x, new RNN(cell).Call(x[.., ..1]));
            Evaluate.AreClose(Evaluate.Numbers(Evaluate.Output(walked, Numbers)), Evaluate.Numbers(Evaluate.Output(one, Numbers)));
        }
    }

    private static float[] Sum(float[] steps, bool zeroOutputForMask)
    {
        Input x = new(steps.Length, 1);
        RNN layer = new(new SumCell(), returnSequences: true, zeroOutputForMask: zeroOutputForMask);
        return Evaluate.Numbers(Evaluate.Output(new Model(x, layer.Call(x.Masking())), Evaluate.Data([1, steps.Length, 1], steps)));
    }

    // Output and state: the sum of the steps so far.
    private sealed class SumCell() : RecurrentCell(null)
    {
        protected internal override IReadOnlyList<Shape> StateShapes(Shape input) => [[1]];

        protected internal override (Value Output, ImmutableArray<Value> States) Step(
            Value x, ImmutableArray<Value> states, LayerCall call)
        {
            Value sum = states[0] + (x * call.Weight("factor", [1], new Ones()));
            return (sum, [sum]);
        }
    }
}
