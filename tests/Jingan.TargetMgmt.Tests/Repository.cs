namespace Jingan.TargetMgmt.Tests;

/// <summary>The working tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string SeedFolder => Path.Combine(Root, "seeds", "jingan-2018");

    /// <summary>Every source file under src/, by its path from the root with forward slashes.</summary>
    public static IReadOnlyDictionary<string, string> Sources { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
        .ToDictionary(f => f, f => File.ReadAllText(Path.Combine(Root, f)));

    /// <summary>The path of every file of code that is written here: src, tests and bench.</summary>
    public static IReadOnlyList<string> Code { get; } =
    [
        .. new[] { "src", "tests", "bench" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Split('/', '\\').Any(part => part is "obj" or "bin")),
    ];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Jingan.TargetMgmt.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Jingan.TargetMgmt.sln above {AppContext.BaseDirectory}.");
    }
}
