using Fluent.Tests.Importing;
using OnnxEmit;
using Testing;
using static Fluent.Layers;

namespace Fluent.Tests;

/// <summary>Networks of other people as layers: what is trained, cut, shared, kept and said where it does not work.</summary>
[TestClass]
[DoNotParallelize]
public sealed class OnnxLayerTests
{
    [TestMethod]
    public void Weights_are_what_operators_declare_and_statistics_are_state()
    {
        Model model = Model.FromOnnx(Networks.Classifier());
        CollectionAssert.AreEqual(
            new[] { "kernel", "bias", "scale", "shift", "w", "b" }, model.TrainableWeights.Select(w => w.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "mean", "variance" }, model.NonTrainableWeights.Select(w => w.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "x" }, model.InputNames.ToArray());
        CollectionAssert.AreEqual(new[] { "y" }, model.OutputNames.ToArray());
        Assert.AreEqual("onnx_layer", model.Weights[0].Path.Split('/')[0][..10]);
    }

    [TestMethod]
    public void Masks_and_scalars_are_constants_and_what_is_arranged_first_is_a_weight()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3], "x");
        Value mask = Value.Constant(TensorData.Create<float>([3], 0, float.NegativeInfinity, 0), "mask");
        Value half = Value.Constant(TensorData.Create([], 0.5f), "half");
        Value top = Networks.Numbers("top", ElementType.Float, 1, 3), rest = Networks.Numbers("rest", ElementType.Float, 2, 3);
        Value table = Op.Transpose(Op.Concat(0, top, rest), [1, 0]);
        Model model = Model.FromOnnx(new OnnxModel(new Graph([x], [Op.MatMul((x * half) + mask, table)])) { Opset = 13 });
        CollectionAssert.AreEquivalent(new[] { "top", "rest" }, model.Weights.Select(w => w.Name).ToArray());
    }

    [TestMethod]
    public void Weights_in_the_body_of_a_loop_are_found_and_trained()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 4, 2], "x"), state = Value.Input(ElementType.Float, ["batch", 2], "h");
        Value step = Value.Input(ElementType.Float, ["batch", 2], "step");
        Value next = Op.Tanh(Op.MatMul(state, Networks.Numbers("inside", ElementType.Float, 2, 2)) + step);
        Value zero = Op.Gather(x, Value.Constant(TensorData.Create([], 0L)), 1) * 0;
        GenericOperator scan = new("Scan", "", 16, [zero, Op.Transpose(x, [1, 0, 2])], [null],
            [new OnnxEmit.Attribute("body", new Graph([state, step], [next])), new OnnxEmit.Attribute("num_scan_inputs", 1L)]);
        byte[] file = new OnnxModel(new Graph([x], [Networks.Named(scan.Output, "y")])) { Opset = 16 }.ToBytes();
        Model model = Model.FromOnnx(file);
        CollectionAssert.AreEqual(new[] { "inside" }, model.TrainableWeights.Select(w => w.Name).ToArray());
        model.Compile(new SGD(0.1f), "mse");
        float[,,] input = new float[3, 4, 2];
        input[0, 0, 0] = input[1, 1, 1] = input[2, 2, 0] = 1;
        float first = (float)model.TrainOnBatch(input, new float[3, 2]).Loss;
        Assert.IsLessThan(first, (float)model.TrainOnBatch(input, new float[3, 2]).Loss);
    }

    [TestMethod]
    public void Open_lengths_that_hide_weights_are_named()
    {
        Value x = Value.Input(ElementType.Float, ["batch", "time"], "x");
        Graph flat = new([], [Op.Identity(x)], [x]), deep = new([], [x.Unsqueeze(2)], [x]);
        Value isShort = Op.Equal(Op.Shape(x, 1, 2).Squeeze(0), Value.Constant(TensorData.Create([], 3L)));
        Value either = new GenericOperator("If", "", 18, [isShort], [null],
            [new OnnxEmit.Attribute("then_branch", flat), new OnnxEmit.Attribute("else_branch", deep)]).Output;
        Value[] factors = [Networks.Named(either, "either"), Networks.Numbers("w", ElementType.Float, 3, 2)];
        Value product = new GenericOperator("MatMul", "", 18, [.. factors], [null], []) { Name = "dense" }.Output;
        OnnxModel model = new OnnxModel(new Graph([x], [product], name: "net")) { Opset = 18 };
        Check(
            "Model 'net' expects the types of all inputs of MatMul 'dense' to be known, so that it is read into today's operators " +
            "with its weights; open lengths of the model's inputs are given numbers with OnnxModel.BindLength before. " +
            "Received: either: Float(…), w: Float(3, 2).",
            () => Model.FromOnnx(model));
        Assert.AreEqual("w", Model.FromOnnx(model.BindLength("time", 3)).Weights.Single().Name);
    }

    [TestMethod]
    public void Predicts_what_the_file_computes()
    {
        OnnxModel file = Networks.Classifier();
        (float[,,,] x, _) = Networks.Samples(5);
        Data data = x;
        TensorData expected = OnnxRunner.Run(file.Graph, new Dictionary<string, TensorData> { ["x"] = data.Arrays[0] }, 13)[0];
        using MemoryStream stream = new(file.ToBytes());
        foreach (Model model in new[] { Model.FromOnnx(file), Model.FromOnnx(file.ToBytes()), Model.FromOnnx(stream) })
        {
            Prediction actual = model.Predict(x);
            Assert.IsNull(Close.Difference("y", TensorData.Create(actual.Dims, actual.Values), expected, 1e-6, 1e-5));
        }
    }

    [TestMethod]
    public void A_cut_network_gets_a_new_head_trains_and_is_kept_in_files()
    {
        (float[,,,] x, int[] y) = Networks.Samples();
        Model features = Model.FromOnnx(Networks.Classifier()).Until("features");
        CollectionAssert.AreEqual(
            new[] { "kernel", "bias", "scale", "shift", "mean", "variance" }, features.Weights.Select(w => w.Name).ToArray());
        Model model = new(features.Inputs, features.Output.Flatten().Dense(2, Activations.Softmax, name: "head"));
        model.Compile(new Adam(1e-2f), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        History history = model.Fit(x, y, epochs: 30, verbose: 0);
        Assert.IsLessThan(0.5 * history["loss"][0], history["loss"][^1]);

        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "model.onnx");
        model.Save(path);
        Model loaded = Model.Load(path);
        CollectionAssert.AreEqual(model.Predict(x).Values.ToArray(), loaded.Predict(x).Values.ToArray());
        CollectionAssert.AreEqual(
            model.TrainableWeights.Select(w => w.Path).ToArray(), loaded.TrainableWeights.Select(w => w.Path).ToArray());
        Assert.IsLessThan(0.5 * history["loss"][0], loaded.Fit(x, y, verbose: 0)["loss"][^1]);

        string exported = Path.Combine(folder.Path, "exported.onnx");
        model.Export(exported);
        Data data = x;
        using GraphSession session = new(File.ReadAllBytes(exported));
        TensorData scored = session.Run(new Dictionary<string, TensorData> { ["x"] = data.Arrays[0] })[0];
        Assert.IsNull(Close.Difference("head", scored, TensorData.Create(model.Predict(x).Dims, model.Predict(x).Values), 1e-6, 1e-5));
    }

    [TestMethod]
    public void A_clone_has_the_same_layers_and_weights_of_its_own()
    {
        Model model = Model.FromOnnx(Networks.Classifier(), frozen: ["bias"]);
        Model clone = model.Clone();
        Assert.AreEqual(model.ToJson(), clone.ToJson());
        CollectionAssert.AreEqual(
            model.TrainableWeights.Select(w => w.Path).ToArray(), clone.TrainableWeights.Select(w => w.Path).ToArray());
        Assert.AreEqual(1f, clone.Weights.Single(w => w.Name == "variance").Values[0]);
        clone.SetWeights(model.GetWeights());
        (float[,,,] x, _) = Networks.Samples(3);
        CollectionAssert.AreEqual(model.Predict(x).Values.ToArray(), clone.Predict(x).Values.ToArray());
    }

    [TestMethod]
    public void Called_twice_it_shares_its_weights()
    {
        Input a = new([2, 4, 4], "a"), b = new([2, 4, 4], "b");
        OnnxLayer layer = new(Networks.Classifier());
        Model model = new(new[] { a, b }, Subtract([layer.Call(a), layer.Call(b)]));
        Assert.HasCount(8, model.Weights);
        (float[,,,] x, _) = Networks.Samples(3);
        Assert.IsTrue(model.Predict(Data.Create([x, x])).Values.ToArray().All(v => v == 0));
    }

    [TestMethod]
    public void Frozen_weights_stand_still()
    {
        (float[,,,] x, int[] y) = Networks.Samples();
        Model model = Model.FromOnnx(Networks.Classifier(), frozen: ["kernel", "b"]);
        Dictionary<string, float[]> before = model.Weights.ToDictionary(w => w.Name, w => w.Values.ToArray());
        model.Compile(new SGD(0.1f), "sparse_categorical_crossentropy");
        model.Fit(x, y, verbose: 0);
        string[] changed = [.. model.Weights.Where(w => !w.Values.SequenceEqual(before[w.Name])).Select(w => w.Name)];
        CollectionAssert.AreEquivalent(new[] { "bias", "scale", "shift", "w" }, changed);
        model.Trainable = false;
        Assert.IsEmpty(model.TrainableWeights);
    }

    // As Keras's own layer of the same momentum: y = momentum · y + (1 − momentum) · the batch's.
    [TestMethod]
    public void Normalization_trains_where_it_is_told_to()
    {
        (float[,,,] x, int[] y) = Networks.Samples();
        Model model = Model.FromOnnx(Networks.Classifier(), trainNormalization: true);
        Weight mean = model.Weights.Single(w => w.Name == "mean");
        Model conv = Model.FromOnnx(Networks.Classifier().Until("conv"));
        float[] convolved = conv.Predict(x).Values.ToArray();
        model.Compile(new SGD(0), "sparse_categorical_crossentropy");
        model.TrainOnBatch(x, y);
        for (int channel = 0; channel < 3; channel++)
        {
            double batch = convolved.Index().Where(v => v.Index / 16 % 3 == channel).Average(v => (double)v.Item);
            Assert.AreEqual(0.1 * batch, mean.Values[channel], 1e-5);
        }

        model.Trainable = false;
        long version = mean.Version;
        model.TrainOnBatch(x, y);
        Assert.AreEqual(version, mean.Version);
    }

    [TestMethod]
    public void Half_precision_is_read_in_single_precision()
    {
        (float[,,,] x, int[] y) = Networks.Samples();
        Model half = Model.FromOnnx(Networks.Classifier(type: ElementType.Float16)), single = Model.FromOnnx(Networks.Classifier());
        Assert.AreEqual(ElementType.Float, half.Input.ElementType);
        Assert.AreEqual(ElementType.Float, half.Output.ElementType);
        float[] expected = single.Predict(x).Values.ToArray(), actual = half.Predict(x).Values.ToArray();
        for (int i = 0; i < actual.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 2e-3f);
        half.Compile(new Adam(1e-2f), "sparse_categorical_crossentropy");
        double[] losses = [.. half.Fit(x, y, epochs: 5, verbose: 0)["loss"]];
        Assert.IsLessThan(losses[0], losses[^1]);
    }

    [TestMethod]
    public void Errors_say_what_to_do()
    {
        Model model = Model.FromOnnx(Networks.Classifier(), name: "net");
        Check(
            "Model 'net' expects the name of one of its layers or of a tensor of its ONNX layers. Received: 'feature'. " +
            "The nearest names are 'features', 'scores', 'conv'.", () => model.Until("feature"));
        Check(
            "Layer 'base' expects names of its weights. Received: 'kernle'. The nearest names are 'kernel', 'mean', 'scale'.",
            () => new OnnxLayer(Networks.Classifier(), ["kernle"], name: "base").Call(new Input(2, 4, 4)));
        Check(
            "Layer 'base' expects names of its tensors. Received: 'Conv'. The nearest names are 'conv', 'scores', 'x'.",
            () => new OnnxLayer(Networks.Classifier(), name: "base").Until("Conv"));
        Check(
            "Layer 'base' expects input 'x' of shape (batch, 2, 4, 4). Received: shape (batch, 3, 4, 4).",
            () => new OnnxLayer(Networks.Classifier(), name: "base").Call(new Input(3, 4, 4)));
        Check(
            "Layer 'base' expects 1 inputs ('x'). Received: 2.",
            () => new OnnxLayer(Networks.Classifier(), name: "base").Call(new Input(2, 4, 4), new Input(2, 4, 4)));
        Value scalar = Value.Input(ElementType.Float, [], "rate");
        Check(
            "Input 'rate' expects a tensor of numbers, the batch as its first axis; others are given data with OnnxModel.Bind before. " +
            "Received: Float().", () => Model.FromOnnx(new OnnxModel(new Graph([scalar], [Op.Relu(scalar)]))));
        Value x = Value.Input(ElementType.Double, ["batch", 2], "x");
        Check(
            "Weight 'w' expects numbers in single or half precision. Received: Double(2, 2); convert the model to single precision first.",
            () => Model.FromOnnx(new OnnxModel(new Graph([x], [Op.MatMul(x, Networks.Numbers("w", ElementType.Double, 2, 2))]))));
    }

    [TestMethod]
    public void A_tensor_made_of_weights_alone_is_no_place_to_cut()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 2], "x");
        Value turned = Op.Transpose(Networks.Numbers("w", ElementType.Float, 3, 2), [1, 0]);
        OnnxModel model = new(new Graph([x], [Op.MatMul(x, Networks.Named(turned, "turned"))]));
        Check(
            "Layer 'base' expects a tensor that follows from its inputs. Received: 'turned', which is made of weights and constants.",
            () => new OnnxLayer(model, name: "base").Until("turned"));
    }

    [TestMethod]
    public void An_operator_without_a_derivative_is_named()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 2], "x"), product = Op.MatMul(x, Networks.Numbers("w", ElementType.Float, 2, 2));
        Value own = new GenericOperator("Own", "of.others", 1, [product], [new TensorType(ElementType.Float, ["batch", 2])], [])
        {
            Name = "mystery",
        }.Output;
        Model model = Model.FromOnnx(new OnnxModel(new Graph([x], [own])));
        model.Compile("sgd", "mse");
        OperatorException e = Assert.ThrowsExactly<OperatorException>(() => model.TrainOnBatch(new float[1, 2], new float[1, 2]));
        Assert.AreEqual(
            "Own 'mystery' has no derivative, but a value that is trained reaches the loss through it. " +
            "Freeze what comes before it or use another operator.", e.Message);
        Value unknown = new GenericOperator("Own", "of.others", 1, [product], [null], []) { Name = "mystery" }.Output;
        TensorType stated = new(ElementType.Float, ["batch", 2]);
        Value relu = new GenericOperator("Relu", "", 18, [Networks.Named(unknown, "u")], [stated], []).Output;
        Model behind = Model.FromOnnx(new OnnxModel(new Graph([x], [relu])));
        behind.Compile("sgd", "mse");
        Assert.AreEqual(
            "Relu expects inputs of known type, to be differentiated. Received: u: ?.",
            Assert.ThrowsExactly<OperatorException>(() => behind.TrainOnBatch(new float[1, 2], new float[1, 2])).Message);
        Check(
            "Layer 'base' expects a network whose outputs are tensors of known rank. Received: 'z': ?, " +
            "as Own 'mystery' of of.others gives a value of unknown type.",
            () => new OnnxLayer(new OnnxModel(new Graph([x], [Networks.Named(unknown, "z")])), name: "base").Call(new Input(2)));
    }

    private static void Check(string message, Action action) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentException>(action).Message);
}
