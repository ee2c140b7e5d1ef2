using Fluent.Saving;

namespace Fluent;

public partial class Model
{
    /// <summary>
    /// Writes the inference graph as ONNX, for any runtime. Written beside and renamed: an old file stays whole until the new one is.
    /// </summary>
    /// <param name="path">The file, ending in <c>.onnx</c>.</param>
    /// <param name="options">Opset and metadata; opset 18 when omitted.</param>
    /// <exception cref="FluentException">The file cannot be written.</exception>
    public void Export(string path, ExportOptions? options = null)
    {
        options ??= new();
        Files.Guard(Label, path, ".onnx", () => OnnxFile.Write(this, options, restorable: false).Save(path, options.LargestInside));
    }

    /// <summary>Writes the inference graph as ONNX to a stream.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="options">Opset and metadata; opset 18 when omitted.</param>
    public void Export(Stream stream, ExportOptions? options = null) =>
        OnnxFile.Write(this, options ?? new(), restorable: false).Write(stream);

    /// <summary>
    /// Saves the model: an <c>.onnx</c> file that any runtime scores and <see cref="Load"/> brings back to train on, compiled as it was;
    /// the optimizer's moments are not in it.
    /// </summary>
    /// <param name="path">The file, ending in <c>.onnx</c>.</param>
    /// <exception cref="FluentException">The ending is unknown, or the file cannot be written.</exception>
    public void Save(string path) =>
        Files.Guard(Label, path, ".onnx", () => OnnxFile.Write(this, new(), restorable: true).Save(path));

    /// <summary>Loads a model that <see cref="Save"/> wrote. Layers of your own are found in the assemblies that are loaded.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FluentException">The file is missing, unreadable, or holds no model of this library.</exception>
    public static Model Load(string path)
    {
        Model? model = null;
        Files.Guard("Model.Load", path, ".onnx", () => model = OnnxFile.Read(path));
        return model!;
    }

    /// <summary>Writes the weights alone, as float32 under their paths. Written beside and renamed.</summary>
    /// <param name="path">The file, ending in <c>.safetensors</c>.</param>
    /// <exception cref="FluentException">The ending is unknown, or the file cannot be written.</exception>
    public void SaveWeights(string path) =>
        Files.Guard(Label, path, ".safetensors", () => SafetensorsFile.Write(path, Weights));

    /// <summary>
    /// Reads weights from a file into this model: by their paths; or, from a file of <see cref="SaveWeights"/> whose layers were named
    /// otherwise, in order. Either all are assigned or none.
    /// </summary>
    /// <param name="path">The file, ending in <c>.safetensors</c>; float16, bfloat16, float32 or float64.</param>
    /// <exception cref="FluentException">The file is missing or damaged, or lacks a weight, or has one of another shape.</exception>
    public void LoadWeights(string path) =>
        Files.Guard(Label, path, ".safetensors", () => SafetensorsFile.Read(path, Weights));
}
