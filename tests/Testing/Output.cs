using System.Text;

namespace Testing;

/// <summary>Writes lines that a person should see even where everything passes.</summary>
public static class Output
{
    /// <summary>Writes a line past the test runner, which keeps what a passing test writes to the console to itself.</summary>
    /// <param name="line">The line.</param>
    public static void Print(string line)
    {
        using Stream console = Console.OpenStandardOutput();
        console.Write(Encoding.UTF8.GetBytes(line + Environment.NewLine));
    }
}
