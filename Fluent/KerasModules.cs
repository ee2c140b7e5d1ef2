namespace Fluent;

/// <summary>The modules that Keras's files name for each kind of class.</summary>
public static class KerasModules
{
    private static readonly string[] Kinds = ["layers", "initializers", "regularizers", "constraints", "losses", "metrics", "optimizers"];

    /// <summary>
    /// The kind of class that a module holds: losses and metrics, layers and initializers share names. Null for other modules.
    /// </summary>
    internal static string? Kind(string module) => module.Split('.').FirstOrDefault(Kinds.Contains);

    /// <summary>The module of a class that names none itself.</summary>
    /// <param name="type">A layer, raw operation, initializer, regularizer, constraint, loss, metric, optimizer or schedule.</param>
    public static string Of(Type type) =>
        type.IsAssignableTo(typeof(Layer)) ? "keras.layers"
        : type.IsAssignableTo(typeof(Operation)) ? "keras.src.ops.numpy"
        : type.IsAssignableTo(typeof(Initializer)) ? "keras.initializers"
        : type.IsAssignableTo(typeof(Regularizer)) ? "keras.regularizers"
        : type.IsAssignableTo(typeof(Constraint)) ? "keras.constraints"
        : type.IsAssignableTo(typeof(Loss)) ? "keras.losses"
        : type.IsAssignableTo(typeof(Metric)) ? "keras.metrics"
        : type.IsAssignableTo(typeof(Optimizer)) ? "keras.optimizers"
        : "keras";
}
