using OnnxEmit;

namespace OnnxEmit.Tests.Operators.Math;

[TestClass]
public sealed class BlackmanWindowTests : WindowOperatorTests
{
    protected override Value Apply(Value size, ElementType type = ElementType.Float, bool periodic = true) =>
        Op.BlackmanWindow(size, type, periodic);
}
