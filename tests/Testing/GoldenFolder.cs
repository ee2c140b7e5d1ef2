using Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Testing;

/// <summary>Runs every case of one folder of the goldens, and says how many hold.</summary>
public static class GoldenFolder
{
    /// <summary>Runs one case a file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="differences">What differs from the expected results in one file.</param>
    public static void Check(string folder, Func<Golden, IEnumerable<string>> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        Check(folder, Golden.Files(folder)
            .Select(path => (Path.GetFileNameWithoutExtension(path), (Func<IEnumerable<string>>)(() => differences(Golden.Read(path))))));
    }

    /// <summary>
    /// Runs the cases and fails where one differs. A case that names a class that nobody has written yet is counted apart; nothing else is.
    /// </summary>
    /// <param name="folder">What the cases are called together.</param>
    /// <param name="cases">Each with its name and what differs in it.</param>
    public static void Check(string folder, IEnumerable<(string Name, Func<IEnumerable<string>> Differences)> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        int passed = 0;
        List<string> failed = [];
        Dictionary<string, int> missing = new(StringComparer.Ordinal);
        foreach ((string name, Func<IEnumerable<string>> differences) in cases)
        {
            try
            {
                string[] found = [.. differences()];
                if (found.Length == 0)
                    passed++;
                else
                    failed.Add($"{name}: {string.Join(Environment.NewLine + "    ", found)}");
            }
            catch (UnknownClassException e)
            {
                missing[e.ClassName] = missing.GetValueOrDefault(e.ClassName) + 1;
            }
            catch (Exception e)
            {
                failed.Add($"{name}: {e}");
            }
        }

        IEnumerable<string> classes = missing.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => m.Value == 1 ? m.Key : $"{m.Key} ×{m.Value}");
        string unbuilt = missing.Count == 0 ? "" : $" ({string.Join(", ", classes)})";
        Output.Print(
            $"{folder}: goldens: {passed} passed, {failed.Count} failed, {missing.Values.Sum()} need classes not built yet{unbuilt}");
        if (failed.Count > 0)
            Assert.Fail(string.Join(Environment.NewLine, failed));
    }
}
