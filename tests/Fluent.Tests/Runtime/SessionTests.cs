using OnnxEmit;
using Testing;

namespace Fluent.Tests.Runtime;

[TestClass]
public sealed class SessionTests
{
    [TestMethod]
    public void Tells_names_types_and_sizes()
    {
        Value a = Value.Input(ElementType.Float, ["N", 4], "a");
        Value b = Value.Input(ElementType.Int64, ["N", "time", 2], "b");
        using Session session = Session.FromBytes(TestModels.Bytes([a, b], Op.Relu(a), Op.Identity(b)));
        Assert.AreEqual("'a' float[N, 4], 'b' int64[N, time, 2]", string.Join(", ", session.Inputs));
        Assert.AreEqual(2, session.Outputs.Count);
        Assert.AreEqual(typeof(long), session.Input("b").ClrType);
        CollectionAssert.AreEqual(new long[] { -1, -1, 2 }, session.Input("b").Dims.ToArray());
        CollectionAssert.AreEqual(new[] { "N", "time", "" }, session.Input("b").Symbols.ToArray());
        Assert.AreEqual(
            "The model expects inputs 'a' float[N, 4], 'b' int64[N, time, 2]. Received: 'c'.",
            Assert.ThrowsExactly<FluentRuntimeException>(() => session.Input("c")).Message);
    }

    [TestMethod]
    public void Opens_a_part_of_a_larger_array_and_a_file()
    {
        byte[] model = TestModels.Mlp();
        byte[] larger = [1, 2, .. model, 3];
        using Session part = Session.FromBytes(larger.AsMemory(2, model.Length), new() { Training = true, IntraOpThreads = 1 });
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            File.WriteAllBytes(path, model);
            using Session file = Session.FromFile(path);
            Assert.AreEqual(part.Outputs[0].ToString(), file.Outputs[0].ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void A_truncated_model_is_refused()
    {
        byte[] model = TestModels.Mlp();
        FluentRuntimeException error = Assert.ThrowsExactly<FluentRuntimeException>(() => Session.FromBytes(model.AsMemory(0, 100)));
        Assert.AreEqual(
            "A session expects an ONNX model that ONNX Runtime can run. Received: the model of 100 bytes: "
            + "[ErrorCode:InvalidProtobuf] Failed to load model because protobuf parsing failed.",
            error.Message);
        Assert.ThrowsExactly<FluentRuntimeException>(() => Session.FromBytes(default));
    }

    [TestMethod]
    public void A_file_that_does_not_exist_is_refused() => Assert.AreEqual(
        "A session expects a model file. Received: 'no/such.onnx', which does not exist.",
        Assert.ThrowsExactly<FluentRuntimeException>(() => Session.FromFile("no/such.onnx")).Message);

    [TestMethod]
    public void Use_after_disposal_throws()
    {
        Session session = Session.FromBytes(TestModels.Identity(ElementType.Float, "N", 4));
        using Binding binding = new(session);
        binding.Input("x", new float[4].AsMemory(), 1, 4);
        binding.Output("y", new float[4].AsMemory(), 1, 4);
        binding.Run();
        session.Dispose();
        session.Dispose();
        Assert.IsTrue(session.IsDisposed);
        Assert.ThrowsExactly<ObjectDisposedException>(() => binding.Run());
        Assert.ThrowsExactly<ObjectDisposedException>(() => new Binding(session));
    }

    [TestMethod]
    public void Disposal_does_not_disturb_runs_under_way()
    {
        for (int round = 0; round < 30; round++)
        {
            Session session = Session.FromBytes(TestModels.Mlp(64, 256, 8), new() { IntraOpThreads = 1 });
            using CountdownEvent started = new(4);
            Task[] users = [.. Enumerable.Range(0, 4).Select(
                _ => Task.Factory.StartNew(() => Use(session, started), TaskCreationOptions.LongRunning))];
            started.Wait();
            session.Dispose();
            Task.WaitAll(users);
        }
    }

    private static void Use(Session session, CountdownEvent started)
    {
        using Binding binding = new(session);
        binding.Input("x", new float[16 * 64].AsMemory(), 16, 64);
        binding.Output("y", new float[16 * 8].AsMemory(), 16, 8);
        binding.Run();
        started.Signal();
        Assert.ThrowsExactly<ObjectDisposedException>(() =>
        {
            while (true)
            {
                binding.Run();
            }
        });
    }
}
