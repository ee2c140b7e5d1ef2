namespace Fluent.Generators;

internal static class Marker;
