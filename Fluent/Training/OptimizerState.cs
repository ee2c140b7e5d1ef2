namespace Fluent;

/// <summary>The gradients and the optimizer's slots of each weight, in memory that lasts as long as the compiled model.</summary>
internal sealed class OptimizerState(Optimizer optimizer)
{
    private readonly Dictionary<Weight, float[]> gradients = [];
    private readonly Dictionary<Weight, float[]> slots = [];

    public float[] Gradient(Weight weight) => Of(gradients, weight, weight.Count);

    public float[] Slots(Weight weight) => Of(slots, weight, checked(weight.Count * optimizer.Slots));

    /// <summary>Moves the weights of a step against their gradients.</summary>
    public void Apply(TrainingStep step)
    {
        for (int i = 0; i < step.Trained.Count; i++)
        {
            Weight weight = step.Trained[i];
            optimizer.Step(weight.Memory.Span, step.Gradient(i), Slots(weight));
            weight.Changed();
        }

        optimizer.Iterations++;
    }

    private static float[] Of(Dictionary<Weight, float[]> memory, Weight weight, int count)
    {
        if (!memory.TryGetValue(weight, out float[]? array))
            memory[weight] = array = GC.AllocateArray<float>(count, pinned: true);
        return array;
    }
}
