using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Cli.Installation;

/// <summary>Where an installation's own configuration is: the file that <c>jtm setup</c> writes, the service reads and
/// <c>jtm doctor</c> looks at.</summary>
internal static class InstallationFile
{
    public const string Variable = "TARGETMGMT_CONFIG";

    private const string Name = "jingan-targetmgmt";

    public static Option<string> Option() => CliOption.File("--config", new(
        $"本机安装的配置文件；默认取环境变量 {Variable}，再默认 {Default}",
        $"this installation's configuration file; by default {Variable}, then {Default}"));

    public static string PathOf(string? given, CommandConsole terminal) =>
        Path.GetFullPath(given ?? terminal.Variable(Variable) ?? Default);

    /// <summary>Where the service of a package, and its units, have it.</summary>
    public static string Default => OperatingSystem.IsWindows()
        ? Path.Combine(ProgramData, Name, "appsettings.json")
        : $"/etc/{Name}/appsettings.json";

    /// <summary>Where data lies unless somebody says otherwise.</summary>
    public static string DefaultStorage => OperatingSystem.IsWindows()
        ? Path.Combine(ProgramData, Name, "data")
        : $"/var/lib/{Name}";

    private static string ProgramData => Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
}
