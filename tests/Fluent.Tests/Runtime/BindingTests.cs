using OnnxEmit;
using Testing;

namespace Fluent.Tests.Runtime;

[TestClass]
public sealed class BindingTests
{
    [TestMethod]
    public void Runs_on_memory_bound_once()
    {
        using Session session = Session.FromBytes(TestModels.Identity(ElementType.Float, "N", 2));
        using Binding binding = new(session);
        float[] x = GC.AllocateArray<float>(6, pinned: true);
        float[] y = GC.AllocateArray<float>(8, pinned: true);
        binding.Input("x", x.AsMemory(), 3, 2);
        binding.Output("y", y.AsMemory(), 3, 2);
        for (int run = 1; run <= 3; run++)
        {
            Array.Fill(x, run);
            binding.Run();
            CollectionAssert.AreEqual(new float[] { run, run, run, run, run, run, 0, 0 }, y);
        }
    }

    [TestMethod]
    public void Allocates_nothing_in_a_run()
    {
        using Session session = Session.FromBytes(TestModels.Mlp());
        using Binding binding = new(session);
        binding.Input("x", new float[16].AsMemory(), 2, 8);
        binding.Output("y", new float[6].AsMemory(), 2, 3);
        void Loop(int times)
        {
            for (int i = 0; i < times; i++)
            {
                binding.Run();
            }
        }

        Loop(200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Loop(1000);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Binds_every_element_type()
    {
        Check<float>([1.5f, -2], ElementType.Float);
        Check([1.5, -2], ElementType.Double);
        Check([(Half)1.5, (Half)(-2)], ElementType.Float16);
        Check<sbyte>([1, -2], ElementType.Int8);
        Check<short>([1, -2], ElementType.Int16);
        Check([1, -2], ElementType.Int32);
        Check([1L, long.MinValue], ElementType.Int64);
        Check<byte>([1, 255], ElementType.UInt8);
        Check<ushort>([1, 65535], ElementType.UInt16);
        Check([1u, uint.MaxValue], ElementType.UInt32);
        Check([1ul, ulong.MaxValue], ElementType.UInt64);
        Check([true, false], ElementType.Bool);
        using Session session = Session.FromBytes(TestModels.Identity(ElementType.BFloat16, 2));
        using Binding binding = new(session);
        byte[] y = new byte[4];
        binding.Input("x", ElementType.BFloat16, new byte[] { 0x80, 0x3f, 0x00, 0xc0 }.AsMemory(), 2);
        binding.Output("y", ElementType.BFloat16, y.AsMemory(), 2);
        binding.Run();
        CollectionAssert.AreEqual(new byte[] { 0x80, 0x3f, 0x00, 0xc0 }, y);

        static void Check<T>(T[] data, ElementType type)
            where T : unmanaged
        {
            using Session session = Session.FromBytes(TestModels.Identity(type, "N"));
            using Binding binding = new(session);
            T[] bound = new T[2];
            binding.Input("x", data.AsMemory(), 2);
            binding.Output("y", bound.AsMemory(), 2);
            binding.Run();
            CollectionAssert.AreEqual(data, bound);
            binding.Allocate("y");
            binding.Run();
            CollectionAssert.AreEqual(data, binding.Read<T>("y", out long[] shape));
            CollectionAssert.AreEqual(new long[] { 2 }, shape);
        }
    }

    [TestMethod]
    public void Follows_shapes_that_change()
    {
        using Session session = Session.FromBytes(TestModels.Identity(ElementType.Int32, "N", "M"));
        using Binding binding = new(session);
        int[] x = [1, 2, 3, 4, 5, 6], y = new int[6];
        foreach ((int rows, int columns) in new[] { (2, 3), (1, 1), (3, 2), (0, 2), (6, 1) })
        {
            Array.Clear(y);
            binding.Input("x", x.AsMemory(), rows, columns);
            binding.Output("y", y.AsMemory(0, rows * columns), rows, columns);
            binding.Run();
            CollectionAssert.AreEqual(x.Take(rows * columns).Concat(new int[6 - (rows * columns)]).ToArray(), y);
        }

        binding.Allocate("y");
        foreach (int rows in new[] { 3, 1, 2 })
        {
            binding.Input("x", x.AsMemory(), rows, 2);
            binding.Run();
            CollectionAssert.AreEqual(x.Take(rows * 2).ToArray(), binding.Read<int>("y", out long[] shape));
            CollectionAssert.AreEqual(new long[] { rows, 2 }, shape);
        }
    }

    [TestMethod]
    public void Copies_texts()
    {
        using Session session = Session.FromBytes(TestModels.Identity(ElementType.String, "N"));
        using Binding binding = new(session);
        binding.Input("x", ["é".AsMemory(), "".AsMemory(), "three".AsMemory()], 3);
        binding.Allocate("y");
        binding.Run();
        CollectionAssert.AreEqual(new[] { "é", "", "three" }, binding.Read<string>("y", out _));
    }

    [TestMethod]
    public void Computes_only_outputs_that_are_bound()
    {
        Value a = Value.Input(ElementType.Float, ["N"], "a");
        Value twice = a + a, minus = -a;
        (twice.Name, minus.Name) = ("twice", "minus");
        using Session session = Session.FromBytes(TestModels.Bytes([a], twice, minus));
        using Binding binding = new(session);
        float[] y = new float[2];
        binding.Input("a", new float[] { 1, 2 }.AsMemory(), 2);
        binding.Output("minus", y.AsMemory(), 2);
        binding.Run();
        CollectionAssert.AreEqual(new float[] { -1, -2 }, y);
    }

    [TestMethod]
    public void Cancels_between_operators_and_runs_again()
    {
        Value x = Value.Input(ElementType.Float, ["N", 256], "x"), y = x;
        Value weights = TestModels.Weights(256, 256);
        for (int i = 0; i < 2000; i++)
        {
            y = Op.MatMul(y, weights);
        }

        using Session session = Session.FromBytes(TestModels.Bytes([x], y), new() { IntraOpThreads = 1 });
        using Binding binding = new(session);
        binding.Input("x", new float[256 * 256].AsMemory(), 256, 256);
        binding.Output("y", new float[256 * 256].AsMemory(), 256, 256);
        using CancellationTokenSource source = new();
        using ManualResetEventSlim started = new();
        Task run = Task.Factory.StartNew(
            () =>
            {
                started.Set();
                binding.Run(source.Token);
            },
            TaskCreationOptions.LongRunning);
        started.Wait();
        source.Cancel();
        OperationCanceledException error = Assert.Throws<OperationCanceledException>(() => run.GetAwaiter().GetResult());
        Assert.AreEqual(source.Token, error.CancellationToken);
        binding.Input("x", new float[256].AsMemory(), 1, 256);
        binding.Output("y", new float[256].AsMemory(), 1, 256);
        binding.Run();
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        using Session session = Session.FromBytes(TestModels.Identity(ElementType.Float, "N", 4));
        using Binding binding = new(session);
        Expect("A run expects every input of the model. Received: nothing for 'x' float[N, 4].", () =>
        {
            binding.Output("y", new float[4].AsMemory(), 1, 4);
            binding.Run();
        });
        Expect(
            "The model's input 'x' float[N, 4] expects elements of its type. Received: double[1, 4].",
            () => binding.Input("x", new double[4].AsMemory(), 1, 4));
        Expect(
            "The model's input 'x' float[N, 4] expects memory for its shape. Received: float[2, 4] with 7 elements.",
            () => binding.Input("x", new float[7].AsMemory(), 2, 4));
        Expect("The model expects outputs 'y' float[N, 4]. Received: 'z'.", () => binding.Allocate("z"));
        Expect(
            "The model's input 'x' float[N, 4] expects elements of its type. Received: string[1, 4] with 0 texts.",
            () => binding.Input("x", [], 1, 4));
        Expect(
            "The model expects 'x' float[N, 4]. Received: float[1, 3]: [ErrorCode:InvalidArgument] Got invalid dimensions "
            + "for input: x for the following indices\n index: 1 Got: 3 Expected: 4\n Please fix either the inputs/outputs or the model.",
            () =>
            {
                binding.Input("x", new float[3].AsMemory(), 1, 3);
                binding.Run();
            });
        Expect(
            "Reading output 'y' float[N, 4] expects its type and an output bound by Allocate. Received: double.",
            () => binding.Read<double>("y", out _));

        static void Expect(string text, Action act) => Assert.AreEqual(text, Assert.ThrowsExactly<FluentRuntimeException>(act).Message);
    }

    [TestMethod]
    public void Use_after_disposal_throws()
    {
        using Session session = Session.FromBytes(TestModels.Identity(ElementType.Float, "N", 4));
        Binding binding = new(session);
        binding.Dispose();
        binding.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => binding.Run());
        Assert.ThrowsExactly<ObjectDisposedException>(() => binding.Input("x", new float[4].AsMemory(), 1, 4));
    }
}
