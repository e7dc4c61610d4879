namespace Jingan.TargetMgmt.Bench;

/// <summary>The working tree that this program was built in.</summary>
internal static class Repository
{
    private const string Service = "Jingan.TargetMgmt.Api";

    // …/bin/Release/net10.0/
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory);

    /// <summary>The service, built in the same configuration as this program.</summary>
    public static string ServiceProgram { get; } = Program(Service, Service);

    /// <summary>The service as it is published, with the web app as browsers load it (<c>bench/run.sh web</c>).
    /// </summary>
    public static string PublishedService { get; } =
        Path.Combine(FindRoot(), "bench", "Jingan.TargetMgmt.Bench", "bin", "published", Service + ".dll");

    /// <summary>The service as its Debian package has it, and <c>jtm</c> (<c>deploy/package.sh deb-amd64</c>).
    /// </summary>
    public static string PackagedService { get; } = Packaged(Service);

    public static string PackagedTool { get; } = Packaged("jtm", "jtm");

    /// <summary>The command-line tool, built likewise.</summary>
    public static string ToolProgram { get; } = Program("Jingan.TargetMgmt.Cli", "jtm");

    private static string Program(string project, string name) =>
        Path.Combine(FindRoot(), "src", project, "bin", Output.Parent!.Name, Output.Name, name + ".dll");

    private static string Packaged(params string[] names) => Path.Combine(
        [FindRoot(), "artifacts", "stage", "deb-amd64", "usr", "lib", "jingan-targetmgmt", .. names]);

    private static string FindRoot()
    {
        for (var folder = Output; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Jingan.TargetMgmt.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Jingan.TargetMgmt.sln above {AppContext.BaseDirectory}.");
    }
}
