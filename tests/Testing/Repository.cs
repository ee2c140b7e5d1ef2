namespace Testing;

/// <summary>Where the repository lies, seen from a running test.</summary>
public static class Repository
{
    /// <summary>The folder that holds Fluent.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Fluent.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException("The tests expect to run inside the repository, which holds Fluent.sln.");
    }
}
