using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class BitShiftTests
{
    [TestMethod]
    public void Moves_bits_left_and_right()
    {
        Feed[] feeds = [Feed.Plain<uint>([3], 16, 4, 0xFFFFFFFF), Feed.Plain<uint>([3], 1, 2, 31)];
        TensorData[] left = OperatorHarness.Check(feeds, x => Op.BitShift(x[0], x[1], "LEFT"));
        CollectionAssert.AreEqual(new uint[] { 32, 16, 0x80000000 }, left[0].AsSpan<uint>().ToArray());
        TensorData[] right = OperatorHarness.Check(feeds, x => Op.BitShift(x[0], x[1], "RIGHT"));
        CollectionAssert.AreEqual(new uint[] { 8, 1, 1 }, right[0].AsSpan<uint>().ToArray());
    }

    [TestMethod]
    public void Broadcasts_and_takes_other_types()
    {
        OperatorHarness.Check(
            [Feed.Plain<byte>([2, 3], 1, 2, 3, 250, 251, 252), Feed.Plain<byte>([3], 1, 2, 3)], x => Op.BitShift(x[0], x[1], "LEFT"));
        OperatorHarness.Check(
            [Feed.Plain<ulong>([], 1UL << 40), Feed.Plain<ulong>([2, 1], 3, 41)], x => Op.BitShift(x[0], x[1], "RIGHT"));
    }

    [TestMethod]
    public void Needs_a_later_version_for_signed_integers()
    {
        Value x = Value.Input(ElementType.Int32, [2]), y = Value.Input(ElementType.UInt8, [2]);
        Assert.AreEqual(28, Op.BitShift(x, x, "LEFT").Producer!.SinceVersion);
        Assert.AreEqual(11, Op.BitShift(y, y, "LEFT").Producer!.SinceVersion);
    }

    [TestMethod]
    public void Names_another_direction()
    {
        Value x = Value.Input(ElementType.UInt8, [2]);
        Expect.Error("BitShift expects a direction of 'LEFT' or 'RIGHT'. Received: 'UP'.", () => Op.BitShift(x, x, "UP"));
    }
}
