using OnnxEmit;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class BitwiseAndTests : BitwiseOperatorTests
{
    protected override Value Apply(Value a, Value b) => Op.BitwiseAnd(a, b);

    protected override T Combine<T>(T a, T b) => a & b;
}
