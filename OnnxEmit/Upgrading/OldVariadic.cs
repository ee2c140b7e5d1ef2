using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Max, Min, Mean and Sum before version 8: all inputs have one shape.</summary>
[OldForm("Max", until: 8, since: 6)]
[OldForm("Min", until: 8, since: 6)]
[OldForm("Mean", until: 8, since: 6)]
[OldForm("Sum", until: 8, since: 6)]
internal static class OldVariadic
{
    public static ImmutableArray<Value> Upgrade(OldNode node) => node.Today(13, [.. node.Inputs]);
}
