using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Installation;

/// <summary>Options that say which service on this machine is meant. Its settings come from where the service has them:
/// its configuration file, and the environment above it.</summary>
internal sealed class InstallationOptions
{
    private readonly Option<string> _config = InstallationFile.Option();

    private readonly Option<string> _data = CliOption.Of("--data", new(
        "数据目录；代替配置文件中的 Storage:Directory", "the data folder, in place of the file's Storage:Directory"), "dir");

    public IReadOnlyList<Option> All => [_config, _data];

    /// <summary>The installation that is meant.</summary>
    /// <exception cref="ClientException">Its configuration file is named and not there, or is none.</exception>
    public Installed Read(ParseResult parsed, CommandConsole terminal)
    {
        var given = parsed.GetValue(_config) ?? terminal.Variable(InstallationFile.Variable);
        var path = InstallationFile.PathOf(given, terminal);
        if (given is not null && !File.Exists(path))
        {
            throw ClientException.Impossible(FileFault.Missing(path, new("配置文件", "configuration file")));
        }

        Dictionary<string, string?> told = parsed.GetValue(_data) is { } data
            ? new() { ["Storage:Directory"] = data }
            : [];
        return InputFile.Read(path, new("配置文件", "configuration file"), () =>
        {
            try
            {
                return Installed.Read(path, told, mayBeMissing: given is null);
            }
            catch (InvalidDataException bad)
            {
                throw ClientException.Impossible(new(
                    $"配置文件无法读取：{bad.Message}", $"the configuration file cannot be read: {bad.Message}"));
            }
        });
    }
}
