using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Walks from values to what they are computed from, without recursion: graphs are deeper than stacks.</summary>
internal static class Reach
{
    /// <summary>The operators that <paramref name="outputs"/> need, each after those it uses.</summary>
    public static ImmutableArray<Operator> Operators(IEnumerable<Value> outputs, IEnumerable<Value> boundary)
    {
        HashSet<Value> stops = [.. boundary];
        HashSet<Operator> seen = [];
        ImmutableArray<Operator>.Builder order = ImmutableArray.CreateBuilder<Operator>();
        Stack<(Operator Operator, bool Ready)> stack = new();
        foreach (Value output in outputs)
        {
            Push(output);
            while (stack.TryPop(out (Operator Operator, bool Ready) top))
            {
                if (top.Ready)
                {
                    order.Add(top.Operator);
                }
                else if (seen.Add(top.Operator))
                {
                    stack.Push((top.Operator, true));
                    Value[] used = [.. Uses(top.Operator)];
                    for (int i = used.Length - 1; i >= 0; i--)      // reversed, so that the first input's operators come first
                        Push(used[i]);
                }
            }
        }

        return order.ToImmutable();

        void Push(Value value)
        {
            if (value.Producer is { } producer && !stops.Contains(value) && !seen.Contains(producer))
                stack.Push((producer, false));
        }
    }

    /// <summary>What an operator needs: its inputs and what its subgraphs capture.</summary>
    public static IEnumerable<Value> Uses(Operator op) => op.Inputs.OfType<Value>().Concat(op.Captures);
}
