using System.Runtime.CompilerServices;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Compares with a file under Golden/. With UPDATE_GOLDEN=1 it writes the file instead;
/// review the difference before committing it.</summary>
internal static class Golden
{
    /// <summary>The file as it is.</summary>
    public static string Read(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(FileOf(name, here));

    public static void Check(string name, string actual, [CallerFilePath] string here = "")
    {
        var file = FileOf(name, here);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }

    /// <summary>Where the file lies.</summary>
    public static string PathOf(string name, [CallerFilePath] string here = "") => FileOf(name, here);

    // Beside the caller, or above it.
    private static string FileOf(string name, string here)
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!Directory.Exists(Path.Combine(folder, "Golden")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "Golden", name);
    }
}
