using Fluent;
using Microsoft.ML;

namespace MLNetAdapter;

/// <summary>Trainers in ML.NET's catalogs.</summary>
public static class FluentTrainerCatalog
{
    /// <summary>
    /// Trains a network that tells classes apart: <c>Score</c> has a probability for each, <c>PredictedLabel</c> is the key of the most
    /// probable one, with the label's values.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The layers between features and answer: <c>x =&gt; x.Dense(64, Relu).Dense(32, Relu)</c>.</param>
    /// <param name="labelColumnName">The column of the classes: keys, as <c>MapValueToKey</c> makes them.</param>
    /// <param name="featureColumnName">The column of features: a vector of known size of single-precision numbers.</param>
    /// <param name="exampleWeightColumnName">The column that says how much each row counts. Default: all count the same.</param>
    /// <param name="options">How to train. Default: 10 epochs in steps of 32 rows with Adam.</param>
    /// <returns>The trainer.</returns>
    public static FluentNetworkTrainer FluentNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, Func<Tensor, Tensor> layers,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        FluentTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(
            CatalogEnvironment.Of(catalog), new MulticlassTask(), layers, labelColumnName, featureColumnName, exampleWeightColumnName,
            options);
    }

    /// <summary>
    /// Trains a network that answers yes or no: <c>Score</c> is the logit, <c>Probability</c> that of yes, <c>PredictedLabel</c> whether it
    /// is above one half.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The layers between features and answer: <c>x =&gt; x.Dense(64, Relu).Dense(32, Relu)</c>.</param>
    /// <param name="labelColumnName">The column of the truth: booleans.</param>
    /// <param name="featureColumnName">The column of features: a vector of known size of single-precision numbers.</param>
    /// <param name="exampleWeightColumnName">The column that says how much each row counts. Default: all count the same.</param>
    /// <param name="options">How to train. Default: 10 epochs in steps of 32 rows with Adam.</param>
    /// <returns>The trainer.</returns>
    public static FluentNetworkTrainer FluentNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, Func<Tensor, Tensor> layers,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        FluentTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(
            CatalogEnvironment.Of(catalog), new BinaryTask(), layers, labelColumnName, featureColumnName, exampleWeightColumnName,
            options);
    }

    /// <summary>Trains a network that answers with a number: <c>Score</c>, by its squared distance from the label.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The layers between features and answer: <c>x =&gt; x.Dense(64, Relu).Dense(32, Relu)</c>.</param>
    /// <param name="labelColumnName">The column of the truth: numbers.</param>
    /// <param name="featureColumnName">The column of features: a vector of known size of single-precision numbers.</param>
    /// <param name="exampleWeightColumnName">The column that says how much each row counts. Default: all count the same.</param>
    /// <param name="options">How to train. Default: 10 epochs in steps of 32 rows with Adam.</param>
    /// <returns>The trainer.</returns>
    public static FluentNetworkTrainer FluentNetwork(
        this RegressionCatalog.RegressionTrainers catalog, Func<Tensor, Tensor> layers, string labelColumnName = "Label",
        string featureColumnName = "Features", string? exampleWeightColumnName = null, FluentTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(
            CatalogEnvironment.Of(catalog), new RegressionTask(), layers, labelColumnName, featureColumnName, exampleWeightColumnName,
            options);
    }

    /// <summary>Trains a network that tells classes apart, by the columns <c>Label</c> and <c>Features</c>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The layers between features and answer: <c>x =&gt; x.Dense(64, Relu).Dense(32, Relu)</c>.</param>
    /// <param name="options">How to train.</param>
    /// <returns>The trainer.</returns>
    public static FluentNetworkTrainer FluentNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, Func<Tensor, Tensor> layers,
        FluentTrainingOptions options) => FluentNetwork(catalog, layers, "Label", options: options);

    /// <summary>Trains a network that answers yes or no, by the columns <c>Label</c> and <c>Features</c>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The layers between features and answer: <c>x =&gt; x.Dense(64, Relu).Dense(32, Relu)</c>.</param>
    /// <param name="options">How to train.</param>
    /// <returns>The trainer.</returns>
    public static FluentNetworkTrainer FluentNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, Func<Tensor, Tensor> layers,
        FluentTrainingOptions options) => FluentNetwork(catalog, layers, "Label", options: options);

    /// <summary>Trains a network that answers with a number, by the columns <c>Label</c> and <c>Features</c>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="layers">The layers between features and answer: <c>x =&gt; x.Dense(64, Relu).Dense(32, Relu)</c>.</param>
    /// <param name="options">How to train.</param>
    /// <returns>The trainer.</returns>
    public static FluentNetworkTrainer FluentNetwork(
        this RegressionCatalog.RegressionTrainers catalog, Func<Tensor, Tensor> layers,
        FluentTrainingOptions options) => FluentNetwork(catalog, layers, "Label", options: options);

    /// <summary>Trains a compiled model of one input and one output.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model; each <c>Fit</c> trains a copy that starts from its weights.</param>
    /// <param name="inputColumnName">The column of the input. Default: named like the model's input.</param>
    /// <param name="labelColumnName">The column of the truth: numbers, booleans or keys, scalar or as a vector.</param>
    /// <param name="outputColumnName">The column to make. Default: named like the model's output.</param>
    /// <param name="options">How to train. Default: 10 epochs in steps of 32 rows.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">The model is not compiled, or has several inputs or outputs.</exception>
    public static FluentModelTrainer TrainFluentModel(
        this TransformsCatalog catalog, Model model, string? inputColumnName = null, string labelColumnName = "Label",
        string? outputColumnName = null, FluentTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        if (model.Inputs.Count != 1 || model.Outputs.Count != 1)
        {
            throw new FluentTransformException(
                "TrainFluentModel with one column each",
                "a model of one input and one output; map several by dictionaries from tensor to column",
                $"inputs {string.Join(", ", model.InputNames)}, outputs {string.Join(", ", model.OutputNames)}");
        }

        return TrainFluentModel(
            catalog,
            model,
            inputColumnName is null ? null : Of(model.InputNames[0], inputColumnName),
            Of(model.OutputNames[0], labelColumnName),
            outputColumnName is null ? null : Of(model.OutputNames[0], outputColumnName),
            null,
            options);
    }

    /// <summary>Trains a compiled model of any number of inputs and outputs.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model; each <c>Fit</c> trains a copy that starts from its weights.</param>
    /// <param name="inputColumns">
    /// From the name of an input to the column to read; inputs not named are read from the column of their name.
    /// </param>
    /// <param name="labelColumns">
    /// From the name of an output to the column of its truth, for each output with a loss. <c>null</c>: <c>Label</c>, for a model with one
    /// loss.
    /// </param>
    /// <param name="outputColumns">
    /// From the name of an output to the column to make; outputs not named are not computed. <c>null</c>: all, by their names.
    /// </param>
    /// <param name="exampleWeightColumnName">The column that says how much each row counts. Default: all count the same.</param>
    /// <param name="options">How to train. Default: 10 epochs in steps of 32 rows.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">
    /// The model is not compiled, lacks a tensor that is named, or has a loss without labels.
    /// </exception>
    public static FluentModelTrainer TrainFluentModel(
        this TransformsCatalog catalog,
        Model model,
        IReadOnlyDictionary<string, string>? inputColumns,
        IReadOnlyDictionary<string, string>? labelColumns,
        IReadOnlyDictionary<string, string>? outputColumns = null,
        string? exampleWeightColumnName = null,
        FluentTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(
            CatalogEnvironment.Of(catalog), model, inputColumns, labelColumns, outputColumns, exampleWeightColumnName,
            options ?? FluentTrainingOptions.Default);
    }

    private static Dictionary<string, string> Of(string tensor, string column) => new() { [tensor] = column };
}
