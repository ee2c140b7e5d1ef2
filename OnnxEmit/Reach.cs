using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Walks from values to what they are computed from, without recursion: graphs are deeper than stacks.</summary>
internal static class Reach
{
    /// <summary>The operators that <paramref name="outputs"/> need, each after those it uses.</summary>
    public static ImmutableArray<Operator> Operators(IEnumerable<Value> outputs, IEnumerable<Value> boundary)
    {
        NumberTable<bool> stops = new();
        foreach (Value value in boundary)
            stops[value.Number] = true;
        NumberTable<bool?> ready = new();              // false on the way
        ImmutableArray<Operator>.Builder order = ImmutableArray.CreateBuilder<Operator>();
        Stack<Operator> stack = new();
        foreach (Value output in outputs)
        {
            Push(output);
            while (stack.TryPop(out Operator? op))
            {
                ref bool? isReady = ref ready[op.Order];
                if (isReady is false)
                {
                    order.Add(op);
                    isReady = true;
                }
                else if (isReady is null)
                {
                    isReady = false;
                    PushUses(op);
                }
            }
        }

        return order.DrainToImmutable();

        // Reversed, so that the first input's operators come first.
        void PushUses(Operator op)
        {
            stack.Push(op);
            if (op.Subgraphs.Any())
            {
                foreach (Value captured in op.Subgraphs.SelectMany(g => g.Captures).Reverse())
                    Push(captured);
            }

            for (int i = op.Inputs.Length - 1; i >= 0; i--)
            {
                if (op.Inputs[i] is { } input)
                    Push(input);
            }
        }

        void Push(Value value)
        {
            if (value.Producer is { } producer && !stops[value.Number] && ready[producer.Order] is null)
                stack.Push(producer);
        }
    }

    /// <summary>What an operator needs: its inputs and what its subgraphs capture.</summary>
    public static IEnumerable<Value> Uses(Operator op) => op.Inputs.OfType<Value>().Concat(op.Captures);

    /// <summary>As <see cref="Uses"/>, for walks over whole graphs: an iterator for each operator would cost more than the walk.</summary>
    public static void ForEachUse(Operator op, Action<Value> visit)
    {
        foreach (Value? input in op.Inputs)
        {
            if (input is not null)
                visit(input);
        }

        foreach (Graph subgraph in op.Subgraphs)
        {
            foreach (Value captured in subgraph.Captures)
                visit(captured);
        }
    }
}
