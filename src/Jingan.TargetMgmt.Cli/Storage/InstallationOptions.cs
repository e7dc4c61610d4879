using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Configuration;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Options that say which service on this machine is meant. Its settings come from where the service has them:
/// a file, and the environment above it.</summary>
internal sealed class InstallationOptions
{
    public Option<string> Settings { get; } = CliOption.File("--settings", new(
        "服务的配置文件（appsettings.json）；环境变量优先于它",
        "the service's settings (appsettings.json); the environment goes before it"));

    public Option<string> Data { get; } = CliOption.Of("--data", new(
        "数据目录（Storage:Directory），默认 data", "the data folder (Storage:Directory), data unless told"), "dir");

    public IConfiguration Configuration(ParseResult parsed)
    {
        var builder = new ConfigurationBuilder();
        if (parsed.GetValue(Settings) is { } file)
        {
            AddFile(builder, Path.GetFullPath(file));
        }

        builder.AddEnvironmentVariables();
        if (parsed.GetValue(Data) is { } data)
        {
            builder.AddInMemoryCollection([new("Storage:Directory", data)]);
        }

        return Build(builder);
    }

    private static void AddFile(ConfigurationBuilder builder, string file)
    {
        if (!File.Exists(file))
        {
            throw ClientException.Impossible(FileFault.Missing(file, new("配置文件", "settings file")));
        }

        builder.AddJsonFile(file, optional: false);
    }

    private static IConfigurationRoot Build(ConfigurationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException bad)
        {
            throw ClientException.Impossible(new(
                $"配置文件无法读取：{bad.GetBaseException().Message}",
                $"the settings cannot be read: {bad.GetBaseException().Message}"));
        }
    }
}
