namespace Testing;

/// <summary>Folders of test data in the repository.</summary>
public static class TestFolder
{
    /// <summary>The folder of that name under <c>tests</c>, or where an environment variable says.</summary>
    /// <param name="name">The folder.</param>
    /// <param name="variable">The environment variable that names another one.</param>
    public static string Find(string name, string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } elsewhere ? elsewhere
            : Path.Combine(Repository.Root, "tests", name);
}
