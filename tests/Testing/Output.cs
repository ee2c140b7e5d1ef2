using System.Text;

namespace Testing;

/// <summary>Writes lines that a person should see even where everything passes.</summary>
public static class Output
{
    private static readonly Lock Writing = new();

    /// <summary>
    /// Writes a line past the test runner, which keeps to itself what a passing test writes to the console: to the program's own output
    /// and, where the variable <c>FLUENT_TEST_OUTPUT</c> names a folder, to this program's file there.
    /// </summary>
    /// <param name="line">The line.</param>
    public static void Print(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + Environment.NewLine);
        lock (Writing)
        {
            using Stream console = Console.OpenStandardOutput();
            console.Write(bytes);
            if (Environment.GetEnvironmentVariable("FLUENT_TEST_OUTPUT") is { Length: > 0 } folder)
                File.AppendAllText(Path.Combine(folder, $"{AppDomain.CurrentDomain.FriendlyName}.txt"), line + Environment.NewLine);
        }
    }
}
