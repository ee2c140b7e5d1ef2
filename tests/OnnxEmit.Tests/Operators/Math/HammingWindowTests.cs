using OnnxEmit;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class HammingWindowTests : WindowOperatorTests
{
    protected override Value Apply(Value size, ElementType type = ElementType.Float, bool periodic = true) =>
        Op.HammingWindow(size, type, periodic);
}
