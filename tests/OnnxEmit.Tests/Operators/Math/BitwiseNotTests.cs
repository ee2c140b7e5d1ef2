using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class BitwiseNotTests
{
    [TestMethod]
    public void Inverts_bits_of_every_integer_type()
    {
        Compare<byte>(0xF0, 0);
        Compare<sbyte>(-16, 0);
        Compare<ushort>(0xFF00, 0);
        Compare<short>(-256, 1);
        Compare<uint>(0xFFFF0000, 0);
        Compare<int>(-65536, 1);
        Compare<ulong>(4095, 0);
        Compare<long>(-256, 1);
    }

    [TestMethod]
    public void Keeps_the_shape() => OperatorHarness.Check([Feed.Plain<int>([2, 1, 3], 1, 2, 3, 4, 5, 6)], x => Op.BitwiseNot(x[0]));

    [TestMethod]
    public void Names_floats() => Expect.Error(
        "BitwiseNot expects integers. Received: Float.", () => Op.BitwiseNot(Expect.Input(2)));

    private static void Compare<T>(T a, T b)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        TensorData[] y = OperatorHarness.Check([Feed.Plain([2], a, b)], x => Op.BitwiseNot(x[0]));
        CollectionAssert.AreEqual(new[] { ~a, ~b }, y[0].AsSpan<T>().ToArray());
    }
}
