using OnnxEmit.Operators;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class MovementTests
{
    // Sizes around the tile, axes of length 1, axes that merge.
    [TestMethod]
    [DataRow(new long[] { 3, 3, 5, 33 }, new[] { 3, 2, 0, 1 })]
    [DataRow(new long[] { 1, 1, 17, 16 }, new[] { 3, 2, 0, 1 })]
    [DataRow(new long[] { 40, 7 }, new[] { 1, 0 })]
    [DataRow(new long[] { 2, 5, 3, 130 }, new[] { 3, 2, 0, 1 })]
    [DataRow(new long[] { 65, 64 }, new[] { 1, 0 })]
    [DataRow(new long[] { 3, 66 }, new[] { 1, 0 })]
    [DataRow(new long[] { 2, 1, 3 }, new[] { 2, 1, 0 })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new[] { 0, 3, 1, 2 })]
    [DataRow(new long[] { 2, 3, 4, 5 }, new[] { 1, 0, 2, 3 })]
    [DataRow(new long[] { 4, 0, 2 }, new[] { 2, 1, 0 })]
    [DataRow(new long[] { 1, 1 }, new[] { 1, 0 })]
    [DataRow(new long[0], new int[0])]
    public void Transposes_as_the_definition_says(long[] dims, int[] perm)
    {
        int count = (int)dims.Aggregate(1L, (n, d) => n * d), rank = dims.Length;
        TensorData data = TensorData.Create<int>(dims, Enumerable.Range(0, count).ToArray());
        TensorData turned = Movement.Transpose(data, perm)!;
        CollectionAssert.AreEqual(perm.Select(axis => dims[axis]).ToArray(), turned.Dims);
        ReadOnlySpan<int> result = turned.AsSpan<int>();
        for (int i = 0; i < count; i++)
        {
            long[] at = new long[rank];
            for (long axis = rank - 1, rest = i; axis >= 0; rest /= turned.Dims[axis], axis--)
                at[perm[axis]] = rest % turned.Dims[axis];
            Assert.AreEqual((int)dims.Index().Aggregate(0L, (sum, d) => (sum * d.Item) + at[d.Index]), result[i]);
        }
    }

    [TestMethod]
    [DataRow(ElementType.UInt8)]
    [DataRow(ElementType.Float16)]
    [DataRow(ElementType.Float)]
    [DataRow(ElementType.Double)]
    [DataRow(ElementType.Complex128)]
    public void Transposes_elements_of_every_size(ElementType type)
    {
        long[] dims = [3, 5, 2, 67];
        int[] perm = [3, 2, 0, 1];
        int count = 3 * 5 * 2 * 67, size = type.BitSize / 8;
        byte[] bytes = new byte[count * size];
        new Random(1).NextBytes(bytes);
        TensorData turned = Movement.Transpose(new(type, dims, bytes), perm)!;
        TensorData places = Movement.Transpose(TensorData.Create<int>(dims, Enumerable.Range(0, count).ToArray()), perm)!;
        for (int i = 0; i < count; i++)
        {
            Assert.IsTrue(turned.Bytes.Span.Slice(i * size, size).SequenceEqual(
                bytes.AsSpan(places.AsSpan<int>()[i] * size, size)), $"element {i}");
        }
    }
}
