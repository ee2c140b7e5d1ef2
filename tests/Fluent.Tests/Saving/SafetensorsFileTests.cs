using System.Buffers.Binary;
using System.Text;
using Fluent.Tests.Training;
using Testing;

namespace Fluent.Tests.Saving;

/// <summary>Weights alone, in safetensors files of ours and of others.</summary>
[TestClass]
public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TestMethod]
    public void Weights_come_back_to_the_bit()
    {
        Model saved = Nets.Classifier(), loaded = Nets.Classifier();
        loaded.GetLayer("hidden").SetWeights([new float[4, 8], new float[8]]);
        saved.SaveWeights(folder / "w.safetensors");
        loaded.LoadWeights(folder / "w.safetensors");
        CollectionAssert.AreEqual(Nets.All(saved), Nets.All(loaded));
        Assert.AreEqual("w.safetensors", string.Join(", ", folder.Names()));
    }

    [TestMethod]
    public void Other_readers_find_paths_shapes_and_aligned_numbers()
    {
        Model model = Nets.Classifier();
        model.SaveWeights(folder / "w.safetensors");
        Golden file = Golden.Read(folder / "w.safetensors");
        CollectionAssert.AreEqual(model.Weights.Select(w => w.Path).ToArray(), file.Tensors.Keys.ToArray());
        foreach (Weight weight in model.Weights)
        {
            CollectionAssert.AreEqual(weight.Dims, file.Tensors[weight.Path].Dims.ToArray());
            CollectionAssert.AreEqual(weight.Values.ToArray(), file.Tensors[weight.Path].AsSpan<float>().ToArray());
        }

        Assert.AreEqual(0, BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(folder / "w.safetensors")) % 8);
    }

    [TestMethod]
    public void Layers_named_by_themselves_are_matched_in_order()
    {
        static Model Unnamed()
        {
            Input x = new(4);
            return new(x, x.Dense(3).Dense(2));
        }

        Model saved = Unnamed(), loaded = Unnamed();
        Assert.AreNotEqual(saved.Weights[0].Path, loaded.Weights[0].Path);
        saved.SaveWeights(folder / "w.safetensors");
        loaded.LoadWeights(folder / "w.safetensors");
        CollectionAssert.AreEqual(Nets.All(saved), Nets.All(loaded));
    }

    [TestMethod]
    public void Equal_paths_in_nested_models_are_told_apart()
    {
        static Model Both()
        {
            static Model Part(string name)
            {
                Input y = new([4], "y");
                return new(y, y.Dense(4, name: "d"), name);
            }

            Input x = new([4], "x");
            return new(x, x.Apply(Part("left")).Apply(Part("right")), "both");
        }

        Model saved = Both(), loaded = Both();
        saved.Weights[0].Assign(new float[16]);
        saved.SaveWeights(folder / "w.safetensors");
        loaded.LoadWeights(folder / "w.safetensors");
        CollectionAssert.AreEqual(Nets.All(saved), Nets.All(loaded));
    }

    [TestMethod]
    [DataRow("F16")]
    [DataRow("BF16")]
    [DataRow("F64")]
    public void Other_precisions_become_single(string type)
    {
        byte[] Number(float value) => type switch
        {
            "F16" => BitConverter.GetBytes((Half)value),
            "BF16" => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)),
            _ => BitConverter.GetBytes((double)value),
        };
        int size = Number(0).Length;
        string Place(int from, int to) => $"\"data_offsets\":[{from * size},{to * size}]";
        Write($$"""
            {"d/bias":{"dtype":"{{type}}","shape":[2],{{Place(0, 2)}} },"d/kernel":{"dtype":"{{type}}","shape":[1,2],{{Place(2, 4)}} } }
            """, [.. Number(0.5f), .. Number(-2), .. Number(3), .. Number(0.25f)]);
        Model model = OneDense();
        model.LoadWeights(folder / "w.safetensors");
        CollectionAssert.AreEqual(new[] { 3f, 0.25f, 0.5f, -2 }, Nets.All(model));
    }

    [TestMethod]
    [DataRow("a header. Received: a file of 3 bytes.", "", 3)]
    [DataRow("a header of 2 to 0 bytes. Received: 9223372036854775807.", "", 8)]
    [DataRow("a place in the file and a float type for tensor 'd/bias'. Received: {\"shape\":[2]}.", """{"d/bias":{"shape":[2]}}""", -1)]
    [DataRow("a place in the file and a float type for tensor 'd/bias'. Received: null.", """{"d/bias":null}""", -1)]
    [DataRow("a tensor 'd/kernel'. Received: d/bias.", """{"d/bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", -1)]
    [DataRow("a place in the file and a float type for tensor 'd/bias'. Received: " +
        """{"dtype":"F32","shape":[2],"data_offsets":[0,80]}.""", """{"d/bias":{"dtype":"F32","shape":[2],"data_offsets":[0,80]}}""", -1)]
    [DataRow("a place in the file and a float type for tensor 'd/bias'. Received: " +
        """{"dtype":"I8","shape":[2],"data_offsets":[0,2]}.""", """{"d/bias":{"dtype":"I8","shape":[2],"data_offsets":[0,2]}}""", -1)]
    [DataRow("numbers of shape (1, 2) for weight 'd/kernel'. Received: (2).",
        """{"d/bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"d/kernel":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", -1)]
    public void Names_what_does_not_fit(string message, string header, int cut)
    {
        if (cut >= 0)
            File.WriteAllBytes(folder / "w.safetensors", BitConverter.GetBytes(long.MaxValue)[..cut]);
        else
            Write(header, new byte[8]);
        Model model = OneDense();
        float[] before = Nets.All(model);
        Assert.AreEqual($"File '{(folder / "w.safetensors")}' expects {message}",
            Assert.ThrowsExactly<FluentException>(() => model.LoadWeights(folder / "w.safetensors")).Message);
        CollectionAssert.AreEqual(before, Nets.All(model));
    }

    [TestMethod]
    public void A_header_that_is_no_JSON_is_refused()
    {
        Write("{\"d/bias\":", new byte[8]);
        FluentException error = Assert.ThrowsExactly<FluentException>(() => OneDense().LoadWeights(folder / "w.safetensors"));
        StringAssert.StartsWith(error.Message, $"File '{(folder / "w.safetensors")}' expects a safetensors header. Received: ");
    }

    [TestMethod]
    public void Another_ending_and_a_missing_file_are_refused()
    {
        Assert.AreEqual("Model 'net' expects a file that ends in .safetensors. Received: 'w.bin'.",
            Assert.ThrowsExactly<FluentException>(() => OneDense().SaveWeights("w.bin")).Message);
        Assert.AreEqual(
            $"Model 'net' expects '{folder / "none.safetensors"}' to be a file that it can read or write. Received: Could not find " +
            $"file '{folder / "none.safetensors"}'.",
            Assert.ThrowsExactly<FluentException>(() => OneDense().LoadWeights((folder / "none.safetensors"))).Message);
    }

    [TestMethod]
    public void Checkpoints_of_weights_are_read_back()
    {
        Model model = Nets.Classifier();
        float[,] x = Nets.Numbers(6, 4);
        model.Fit(x, new[] { 0, 1, 2, 0, 1, 2 }, epochs: 2, verbose: 0,
            callbacks: [new ModelCheckpoint(folder / "w-{epoch}.safetensors", saveWeightsOnly: true)]);
        Model loaded = Nets.Classifier();
        loaded.LoadWeights(folder / "w-2.safetensors");
        CollectionAssert.AreEqual(Nets.All(model), Nets.All(loaded));
        Assert.HasCount(2, folder.Names());
    }

    private static Model OneDense()
    {
        Input x = new([1], "x");
        return new(x, x.Dense(2, name: "d"), "net");
    }

    private void Write(string header, byte[] numbers)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(folder / "w.safetensors", [.. BitConverter.GetBytes((long)text.Length), .. text, .. numbers]);
    }
}
