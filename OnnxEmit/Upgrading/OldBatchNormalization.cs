using System.Collections.Immutable;
using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// BatchNormalization before version 14: it trains where it has more than one output, and with <c>spatial = 0</c> each place of a channel
/// has numbers of its own.
/// </summary>
[OldForm("BatchNormalization", until: 14, since: 6)]
internal static class OldBatchNormalization
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value x = node.Required(0);
        Value[] numbers = [node.Required(1), node.Required(2), node.Required(3), node.Required(4)];
        float epsilon = node.Get("epsilon", 1e-5f), momentum = node.Get("momentum", 0.9f);
        if (node.Version < 7 && node.Get("is_test", 0L) == 0)
            throw new FormatException("training that the number of outputs does not tell");
        if (node.Get("spatial", 1L) != 0)
            return node.Outputs == 1 ? Normalize(momentum, trains: false) : [.. Normalize(momentum, true), .. Normalize(0, true)[1..]];
        if (node.Outputs > 1)
            throw new FormatException("training with numbers for each place");
        Value[] flat = Array.ConvertAll(numbers, v => v.Reshape([-1]));
        return [Op.BatchNormalization(x.Flatten(1), flat[0], flat[1], flat[2], flat[3], epsilon).ReshapeLike(x)];

        // The last two outputs are the batch's own statistics.
        ImmutableArray<Value> Normalize(float kept, bool trains) =>
            new BatchNormalization(x, numbers[0], numbers[1], numbers[2], numbers[3], epsilon, kept, trains).Outputs;
    }
}
