using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>What a network is to answer: how its last layer, its loss and its columns follow from that.</summary>
internal abstract class NetworkTask
{
    /// <summary>The loss that it is trained by.</summary>
    public abstract Loss Loss { get; }

    /// <summary>What is reported besides the loss.</summary>
    public abstract Metric[] Metrics { get; }

    /// <summary>The columns that a transform makes, in the order of <see cref="Outputs"/> and what follows from them.</summary>
    public abstract string[] Columns { get; }

    /// <summary>The last layer, whose output the loss is of.</summary>
    /// <param name="hidden">What the layers of the user give.</param>
    /// <param name="label">The label's column in the data.</param>
    /// <exception cref="FluentTransformException">The label is of a type that this task does not know.</exception>
    public abstract Tensor Head(Tensor hidden, DataViewSchema.Column label);

    /// <summary>What a trained network gives in a transform.</summary>
    public abstract Tensor[] Outputs(Tensor head);

    /// <summary>How a trained network is run.</summary>
    public abstract FluentOptions Scoring(FluentOptions options, string label);

    /// <summary>The columns that a transform makes of data whose label is known by its shape alone.</summary>
    public abstract void AddColumns(DataViewSchema.Builder schema, SchemaShape.Column label);

    /// <summary>The error for a label of another type.</summary>
    protected static FluentTransformException WrongLabel(string name, string expected, DataViewType received) =>
        new($"Label column '{name}'", expected, $"{received}");
}
