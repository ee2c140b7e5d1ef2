namespace Testing;

/// <summary>Folders of test data in the repository.</summary>
public static class TestFolder
{
    /// <summary>The folder of that name under <c>tests</c>, or where an environment variable says.</summary>
    /// <param name="name">The folder.</param>
    /// <param name="variable">The environment variable that names another one.</param>
    public static string Find(string name, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } elsewhere)
            return elsewhere;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", name);
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException($"Tests expect the folder tests/{name} above {AppContext.BaseDirectory}, or {variable} to name it.");
    }
}
