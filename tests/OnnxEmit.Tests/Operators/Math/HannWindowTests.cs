using OnnxEmit;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class HannWindowTests : WindowOperatorTests
{
    protected override Value Apply(Value size, ElementType type = ElementType.Float, bool periodic = true) =>
        Op.HannWindow(size, type, periodic);
}
