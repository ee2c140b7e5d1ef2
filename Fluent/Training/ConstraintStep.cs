using OnnxEmit;

namespace Fluent;

/// <summary>A constraint on one weight as a small graph of its own, run after each update.</summary>
internal sealed class ConstraintStep : IDisposable
{
    private readonly Weight weight;
    private readonly float[] result;
    private readonly Session session;
    private readonly Binding binding;

    public ConstraintStep(Weight weight, Constraint constraint)
    {
        this.weight = weight;
        Value x = Value.Input(ElementType.Float, Shape.Of(weight.Dims), "weight"), y = Op.Identity(constraint.Lower(x));
        y.Name = "allowed";
        session = Session.FromBytes(new OnnxModel(new Graph([x], [y])) { Opset = 21, IrVersion = 10 }.ToBytes(),
            new() { IntraOpThreads = 1 });
        binding = new(session);
        result = GC.AllocateArray<float>(weight.Count, pinned: true);
        binding.Input("weight", weight.Memory, weight.Dims);
        binding.Output("allowed", result.AsMemory(), weight.Dims);
    }

    /// <summary>Puts the nearest allowed numbers in place.</summary>
    public void Run()
    {
        binding.Run();
        result.CopyTo(weight.Memory);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        binding.Dispose();
        session.Dispose();
    }
}
