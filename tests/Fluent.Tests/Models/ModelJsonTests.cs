using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

[TestClass]
public sealed class ModelJsonTests
{
    private const string Input = """
        {"class_name":"InputLayer","config":{"batch_shape":[null,3],"dtype":"float32","name":"x"},"name":"x","inbound_nodes":[]}
        """;

    [TestMethod]
    public void Clone_has_layers_of_its_own()
    {
        Input x = new([3], name: "x");
        Model model = new(x, x.Dense(2, name: "d"), "m"), clone = model.Clone();
        Assert.AreNotSame(model.GetLayer("d"), clone.GetLayer("d"));
        model.Weights[0].Assign(new float[6]);
        Assert.AreNotEqual(0, clone.Weights[0].Values[0]);
        Assert.AreEqual(model.ToJson(), clone.ToJson());
        Assert.IsInstanceOfType<Sequential>(new Sequential("s", new Input(3), new Dense(2)).Clone());
    }

    // More inputs than layers that wait for them.
    [TestMethod]
    public void Two_inputs_of_one_layer_are_no_cycle()
    {
        Input a = new([3], name: "a"), b = new([3], name: "b"), c = new([3], name: "c");
        Model model = new([a, b, c], new Concatenate(name: "all").Call(a, b, c), "m");
        Assert.AreEqual(model.ToJson(), model.Clone().ToJson());
    }

    [TestMethod]
    public void Frozen_layers_stay_frozen()
    {
        Input x = new([3], name: "x");
        Model model = new(x, x.Dense(2, name: "d").Dense(1, name: "e"), "m");
        model.GetLayer("d").Trainable = false;
        Assert.AreEqual("e/kernel (2, 1), e/bias (1)", string.Join(", ", model.Clone().TrainableWeights));
        model.Trainable = false;
        Assert.IsEmpty(model.Clone().TrainableWeights);
    }

    [TestMethod]
    public void Many_inputs_may_come_before_one_layer()
    {
        Input[] inputs = [.. Enumerable.Range(0, 5).Select(_ => new Input(3))];
        Model model = new([.. inputs], Layers.Add(inputs[0], inputs[3]));
        Assert.AreEqual(model.ToJson(), Model.FromJson(model.ToJson()).ToJson());
    }

    [TestMethod]
    public void What_is_not_a_model_is_named()
    {
        Evaluate.Error("Model.FromJson expects a model as Keras's to_json writes it. Received: [1].", () => Model.FromJson("[1]"));
        Evaluate.Error("Model.FromJson expects a model as Keras's to_json writes it. Received: a Dense.",
            () => Model.FromJson("""{"module":"keras.layers","class_name":"Dense","config":{"units":3}}"""));
        string text = Assert.Throws<FluentException>(() => Model.FromJson("{")).Message;
        Assert.StartsWith("Model.FromJson expects a model as Keras's to_json writes it. Received: text that is not JSON (", text);
    }

    [TestMethod]
    public void Graphs_that_do_not_hold_together_are_named()
    {
        string circle = Functional($"{Input},{Dense("a", "b")},{Dense("b", "a")}", """["x",0,0]""", """["b",0,0]""");
        Evaluate.Error("Model 'm' expects a graph without cycles in which every call's inputs are given. Received: calls that wait for " +
            "each other: a, b.",
            () => Model.FromJson(circle));
        Evaluate.Error("Model 'm' expects inputs and outputs to be among its layers. Received: 'z'.",
            () => Model.FromJson(Functional($"{Input},{Dense("a", "x")}", """["x",0,0]""", """["z",0,0]""")));
        Evaluate.Error("Model 'm' expects 'a' to be called 2 times or more. Received: 1 calls.",
            () => Model.FromJson(Functional($"{Input},{Dense("a", "x")}", """["x",0,0]""", """["a",1,0]""")));
        Evaluate.Error("Model 'm' expects layers with a name of their own each. Received: a second layer named 'a'.",
            () => Model.FromJson(Functional($"{Input},{Dense("a", "x")},{Dense("a", "x")}", """["x",0,0]""", """["a",0,0]""")));
    }

    [TestMethod]
    public void Unknown_classes_and_arguments_are_named()
    {
        Evaluate.Error(
            "A saved model expects the class 'Hologram' of keras.layers, which is not among the known ones. Reference the assembly that " +
            "has it, or " +
            "load the model with a version of Fluent that knows it.", () => Model.FromJson(Sequential("Hologram", "{}")));
        Evaluate.Error("Layer 'p' expects arguments that Permute has here (name, trainable, dtype, dims). Received: 'turned': true.",
            () => Model.FromJson(Sequential("Permute", """{"name":"p","dims":[2,1],"turned":true}""")));
        Evaluate.Error("A configuration expects an argument 'dims'. Received: {\"name\":\"p\"}.",
            () => Model.FromJson(Sequential("Permute", """{"name":"p"}""")));
        Evaluate.Error("A configuration expects 'n' to be Int32. Received: \"many\".",
            () => Model.FromJson(Sequential("RepeatVector", """{"name":"r","n":"many"}""")));
    }

    private static string Sequential(string className, string config) =>
        $$$"""
        {"module":"keras","class_name":"Sequential","config":{"name":"s","layers":[
        {"module":"keras.layers","class_name":"{{{className}}}","config":{{{config}}}}]}}
        """;

    private static string Functional(string layers, string input, string output) =>
        $$$"""
        {"class_name":"Functional","config":{"name":"m","layers":[{{{layers}}}],"input_layers":{{{input}}},"output_layers":{{{output}}}}}
        """;

    private static string Dense(string name, string of) =>
        $$$"""
        {"module":"keras.layers","class_name":"Dense","config":{"name":"{{{name}}}","units":3},"name":"{{{name}}}",
        "inbound_nodes":[{"args":[{"class_name":"__keras_tensor__",
        "config":{"shape":[null,3],"dtype":"float32","keras_history":["{{{of}}}",0,0]}}],"kwargs":{}}]}
        """;
}
