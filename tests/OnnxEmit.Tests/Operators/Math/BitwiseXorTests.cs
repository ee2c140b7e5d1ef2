using OnnxEmit;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class BitwiseXorTests : BitwiseOperatorTests
{
    protected override Value Apply(Value a, Value b) => Op.BitwiseXor(a, b);

    protected override T Combine<T>(T a, T b) => a ^ b;
}
