using System.Runtime.CompilerServices;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Compares with a file under Golden/. With UPDATE_GOLDEN=1 it writes the file instead; review the difference before committing it.</summary>
internal static class Golden
{
    public static void Check(string name, string actual, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }
}
