using OnnxEmit;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class BitwiseOrTests : BitwiseOperatorTests
{
    protected override Value Apply(Value a, Value b) => Op.BitwiseOr(a, b);

    protected override T Combine<T>(T a, T b) => a | b;
}
