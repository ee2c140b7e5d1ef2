using System.Numerics;
using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

/// <summary>What the operators on the bits of two integers have in common.</summary>
public abstract class BitwiseOperatorTests
{
    private string Name => GetType().Name[..^"Tests".Length];

    protected abstract Value Apply(Value a, Value b);

    protected abstract T Combine<T>(T a, T b)
        where T : IBinaryInteger<T>;

    [TestMethod]
    public void Combines_bits_of_every_integer_type()
    {
        Compare<byte>(0xF0, 0x3C);
        Compare<sbyte>(-16, 60);
        Compare<ushort>(0xFF00, 0x0FF0);
        Compare<short>(-256, 4080);
        Compare<uint>(0xFFFF0000, 0x00FFFF00);
        Compare<int>(-65536, 16776960);
        Compare<ulong>(ulong.MaxValue - 255, 4095);
        Compare<long>(-256, 4095);
    }

    [TestMethod]
    [DataRow(new long[] { 2, 3 }, new long[] { 3 })]
    [DataRow(new long[] { 1, 3 }, new long[] { 2, 1 })]
    [DataRow(new long[] { }, new long[] { 4 })]
    public void Broadcasts(long[] a, long[] b) => OperatorHarness.Check([Numbers(a, 5), Numbers(b, 3)], x => Apply(x[0], x[1]));

    [TestMethod]
    public void Names_types_that_differ_and_floats()
    {
        Expect.Error(
            $"{Name} expects inputs of one element type. Received: Int64, Int32.",
            () => Apply(Value.Input(ElementType.Int64, [2]), Value.Input(ElementType.Int32, [2])));
        Expect.Error($"{Name} expects integers. Received: Float.", () => Apply(Expect.Input(2), Expect.Input(2)));
    }

    private static Feed Numbers(long[] dims, int step) =>
        Feed.Plain(dims, [.. Enumerable.Range(1, (int)dims.Aggregate(1L, (n, d) => n * d)).Select(i => i * step)]);

    private void Compare<T>(T a, T b)
        where T : unmanaged, IBinaryInteger<T>
    {
        TensorData[] y = OperatorHarness.Check([Feed.Plain([2], a, b), Feed.Plain([2], b, T.One)], x => Apply(x[0], x[1]));
        CollectionAssert.AreEqual(new[] { Combine(a, b), Combine(b, T.One) }, y[0].AsSpan<T>().ToArray());
    }
}
