namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary><c>deploy/debian</c>: what the Debian package is made of beside the programs.</summary>
internal static class DebianFolder
{
    public static string PathOf(string name) => Path.Combine(Repository.Root, "deploy", "debian", name);

    public static string Read(string name) => File.ReadAllText(PathOf(name));
}
