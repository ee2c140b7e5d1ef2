using System.Collections.Immutable;
using OnnxEmit;
using OnnxEmit.Operators;

namespace Fluent.Importing;

/// <summary>An imported BatchNormalization in training: by the batch's statistics, whose moving averages are kept.</summary>
internal static class ImportedStatistics
{
    /// <summary>The outputs in training; null where the operator is none, or has statistics that are not kept.</summary>
    /// <param name="op">Any operator.</param>
    /// <param name="statistics">The names of the weights that are statistics.</param>
    /// <param name="call">The layer's call.</param>
    public static ImmutableArray<Value>? Train(Operator op, Dictionary<Value, string> statistics, LayerCall call)
    {
        if (op is not OnnxEmit.Operators.BatchNormalization { Trains: false } normalization
            || !statistics.TryGetValue(op.Inputs[3]!, out string? mean) || !statistics.TryGetValue(op.Inputs[4]!, out string? variance))
            return null;

        // ONNX Runtime writes over the statistics given. Their numbers do not matter here: products that no optimizer removes or shares.
        double own = call.CallIndex + 1.5;
        ImmutableArray<Value> results = normalization.OfBatch(op.Inputs[3]! * own, op.Inputs[4]! * own);
        float kept = normalization.Momentum;
        call.Update(mean, average => (average * kept) + (results[1] * (1 - kept)));
        call.Update(variance, average => (average * kept) + (results[2] * (1 - kept)));
        return [results[0]];
    }
}
