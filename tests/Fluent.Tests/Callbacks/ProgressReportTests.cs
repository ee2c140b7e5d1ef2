using Fluent.Tests.Training;
using Spectre.Console;

namespace Fluent.Tests;

/// <summary>What is printed of training: plain lines where output is redirected, one line that is rewritten on a terminal.</summary>
[TestClass]
public sealed class ProgressReportTests
{
    [TestMethod]
    public void Plain_lines_where_output_is_redirected()
    {
        string[] lines = Print(isTerminal: false, verbose: 2).Split('\n');
        Assert.AreEqual(3, lines.Length);
        StringAssert.StartsWith(lines[0], "Epoch 1/2 - 3/3 - ");
        StringAssert.Matches(lines[1], new(@"^Epoch 2/2 - 3/3 - \d+\.\ds - loss: \d+\.\d{4} - \[mine\]: \d+\.\d{4}$"));
        Assert.AreEqual("", lines[2]);
    }

    [TestMethod]
    public void A_live_line_on_a_terminal()
    {
        string text = Print(isTerminal: true, verbose: 1);
        StringAssert.Contains(text, "Epoch 1/2\n\r\u001b[2K");
        StringAssert.Contains(text, " - [mine]: ");
        StringAssert.EndsWith(text, "\n");
    }

    [TestMethod]
    public void What_follows_an_interrupted_line_begins_on_its_own()
    {
        StringWriter writer = new();
        ProgressReport report = Report(writer, isTerminal: true, verbose: 1);
        report.OnEpochBegin(0, []);
        Thread.Sleep(120);
        report.OnTrainBatchEnd(0, new() { ["[mine]"] = 0.5 });
        Assert.IsFalse(writer.ToString().EndsWith('\n'));
        report.OnTrainEnd([]);
        StringAssert.EndsWith(writer.ToString(), "[mine]: 0.5000\n");
    }

    private static string Print(bool isTerminal, int verbose)
    {
        StringWriter writer = new();
        Model model = Nets.Classifier();
        model.Compile("sgd", "sparse_categorical_crossentropy", metrics: [new SparseCategoricalAccuracy("[mine]")]);
        float[,] x = Nets.Numbers(12, 4);
        ProgressReport report = Report(writer, isTerminal, verbose);
        LambdaCallback parameters = new(onTrainBegin: _ => report.Parameters = report.Parameters with { Verbose = verbose });
        model.Fit(x, Nets.Classes(x), batchSize: 4, epochs: 2, verbose: 0, callbacks: [parameters, report]);
        return writer.ToString();
    }

    private static ProgressReport Report(StringWriter writer, bool isTerminal, int verbose)
    {
        writer.NewLine = "\n";
        return new(AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            Out = new Output(writer, isTerminal),
        }))
        { Parameters = new(1, 3, null, verbose) };
    }

    private sealed class Output(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => 160;

        public int Height => 40;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // Text stays text.
        }
    }
}
