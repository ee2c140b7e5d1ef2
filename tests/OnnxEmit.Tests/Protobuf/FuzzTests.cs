using System.Diagnostics;
using Fuzz;
using Google.Protobuf;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>Damaged files are read, or refused with one exception; nothing else happens.</summary>
[TestClass]
public class FuzzTests
{
    private const int Mutants = 4000;

    /// <summary>The test's output.</summary>
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void Truncated_files_are_refused_or_read()
    {
        byte[] file = EverythingModel.Create().ToByteArray();
        int refused = Enumerable.Range(0, file.Length).Count(length => !Survives(file[..length]));
        TestContext.WriteLine($"{refused} of {file.Length} prefixes refused");
        Assert.IsGreaterThan(file.Length / 2, refused);
    }

    [TestMethod]
    public void Files_with_flipped_bits_and_exchanged_bytes_are_refused_or_read()
    {
        byte[][] files = [EverythingModel.Create().ToByteArray(),
            .. OnnxCase.All().Where(c => c.Model.Length is > 300 and < 20_000).Take(200).Select(c => c.Model)];
        Random random = new(5);
        int refused = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] mutant = [.. files[i % 2 == 0 ? 0 : random.Next(files.Length)]];
            for (int change = random.Next(1, 4); change > 0; change--)
                Change(mutant, random);
            refused += Survives(mutant) ? 0 : 1;
        }

        TestContext.WriteLine($"{refused} of {Mutants} mutants refused");
    }

    // `dotnet run --project tests/Fuzz` tries more.
    [TestMethod]
    public void Mutants_give_a_model_or_a_typed_exception_through_every_stage()
    {
        Campaign campaign = new(seed: 1, TestContext.WriteLine);
        TestContext.WriteLine(campaign.Run(2000));
        Assert.IsEmpty(campaign.Failures, string.Join(Environment.NewLine, campaign.Failures));
    }

    [TestMethod]
    public void Messages_inside_each_other_without_end_are_refused()
    {
        byte[] message = [];
        for (int depth = 0; depth < 20_000 && message.Length < 60_000; depth++)
            message = Field(1, Field(5, Field(6, message)));     // graph → node → attribute → graph
        Assert.IsFalse(Survives(Field(7, message)));
    }

    private static byte[] Field(int number, byte[] content)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(UnsafeByteOperations.UnsafeWrap(content));
        }

        return stream.ToArray();
    }

    private static void Change(byte[] file, Random random)
    {
        int at = random.Next(file.Length);
        file[at] = random.Next(3) switch
        {
            0 => (byte)(file[at] ^ (1 << random.Next(8))),
            1 => (byte)random.Next(256),
            _ => random.Next(2) == 0 ? (byte)0xFF : (byte)0,
        };
    }

    // Whatever can be read can be written, or says why not.
    private static bool Survives(byte[] file)
    {
        long start = Stopwatch.GetTimestamp(), allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            OnnxModel.Load(file).ToBytes();
            return true;
        }
        catch (Exception e) when (e is ModelFormatException or OperatorException)
        {
            Assert.Contains(" expects ", e.Message);
            Assert.Contains("Received: ", e.Message);
            return false;
        }
        finally
        {
            Assert.IsLessThan(5, Stopwatch.GetElapsedTime(start).TotalSeconds);
            Assert.IsLessThan(100_000_000, GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
    }
}
