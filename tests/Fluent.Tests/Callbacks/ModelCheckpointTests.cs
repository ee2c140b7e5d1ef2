using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

/// <summary>When checkpoints are written, and under which names.</summary>
[TestClass]
public sealed class ModelCheckpointTests
{
    [TestMethod]
    public void Every_epoch_has_its_own_file() => Assert.AreEqual(
        "m-01-1.00.onnx, m-02-2.00.onnx",
        Drive((write, folder) => new(folder + "/m-{epoch:02d}-{val_loss:.2f}.onnx") { Write = write }, 1, 2));

    [TestMethod]
    public void Only_better_ones_are_kept() => Assert.AreEqual(
        "m1.onnx, m3.onnx",
        Drive((write, folder) => new(folder + "/m{epoch}.onnx", saveBestOnly: true) { Write = write }, 1, 2, 0.5, 0.7));

    [TestMethod]
    public void A_threshold_must_be_bettered_first() => Assert.AreEqual(
        "m3.onnx",
        Drive((write, folder) => new(folder + "/m{epoch}.onnx", saveBestOnly: true, initialValueThreshold: 0.8f) { Write = write },
            1, 2, 0.5, 0.7));

    [TestMethod]
    public void Batches_are_counted_across_epochs() => Assert.AreEqual(
        "m1-3.safetensors, m2-2.safetensors, m3-1.safetensors, m3-4.safetensors",
        Drive((write, folder) => new(folder + "/m{epoch}-{batch}.safetensors", saveWeightsOnly: true, saveFrequency: 3) { Write = write },
            1, 1, 1));

    [TestMethod]
    public void A_folder_that_cannot_be_made_is_named() => StringAssert.StartsWith(
        Assert.ThrowsExactly<FluentException>(() => Drive((_, _) => new("/dev/null/a/m.onnx"), 1)).Message,
        "ModelCheckpoint expects '/dev/null/a' to be a file that it can read or write. Received: ");

    [TestMethod]
    public void Another_ending_is_refused()
    {
        Assert.AreEqual(
            "ModelCheckpoint expects a file name that ends in .onnx. Received: 'a.txt'.",
            Assert.ThrowsExactly<FluentException>(() => new ModelCheckpoint("a.txt")).Message);
        Assert.AreEqual(
            "ModelCheckpoint expects a file name that ends in .safetensors. Received: 'a.onnx'.",
            Assert.ThrowsExactly<FluentException>(() => new ModelCheckpoint("a.onnx", saveWeightsOnly: true)).Message);
    }

    [TestMethod]
    [DataRow("{epoch:02d}", "07")]
    [DataRow("{epoch}", "7")]
    [DataRow("{epoch:4d}", "   7")]
    [DataRow("{loss:.2f}", "0.12")]
    [DataRow("{loss:07.2f}", "0000.12")]
    [DataRow("{loss:.1e}", "1.2e-01")]
    [DataRow("{loss:.2g}", "0.12")]
    [DataRow("a{epoch}b{loss:.0f}", "a7b0")]
    public void Numbers_are_written_in_Python_s_forms(string template, string expected) =>
        Assert.AreEqual(expected, FileTemplate.Fill(template, new Logs { ["epoch"] = 7, ["loss"] = 0.12345 }));

    [TestMethod]
    public void Unknown_names_and_forms_are_refused()
    {
        Assert.AreEqual(
            "A file name expects what is reported (epoch) in braces. Received: '{lost}' in '{lost}.onnx'.",
            Assert.ThrowsExactly<FluentException>(() => FileTemplate.Fill("{lost}.onnx", new Logs { ["epoch"] = 7 })).Message);
        Assert.AreEqual(
            "A file name expects a form such as 02d, .2f, .3e or g after a colon. Received: '>8' in '{epoch:>8}'.",
            Assert.ThrowsExactly<FluentException>(() => FileTemplate.Fill("{epoch:>8}", new Logs { ["epoch"] = 7 })).Message);
    }

    // Epochs of four batches; the files written, in order.
    private static string Drive(Func<Action<Model, string>, string, ModelCheckpoint> make, params double[] losses)
    {
        List<string> files = [];
        ModelCheckpoint callback = make((_, path) => files.Add(Path.GetFileName(path)), Path.GetTempPath());
        callback.Model = CallbackTests.Small();
        callback.OnTrainBegin([]);
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            callback.OnEpochBegin(epoch, []);
            for (int batch = 0; batch < 4; batch++)
                callback.OnTrainBatchEnd(batch, []);
            callback.OnEpochEnd(epoch, new Logs { ["val_loss"] = losses[epoch] });
        }

        return string.Join(", ", files);
    }
}
