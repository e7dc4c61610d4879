using Microsoft.Extensions.Configuration.Json;

namespace Jingan.TargetMgmt.Api;

/// <summary>The configuration of this installation, in a file of its own beside the program's: <c>--config FILE</c>, or
/// the environment variable <c>TARGETMGMT_CONFIG</c>. <c>jtm setup</c> writes it; an upgrade leaves it alone.</summary>
internal sealed class InstallationFile
{
    private const string Option = "config";

    private const string Variable = "TARGETMGMT_CONFIG";

    private readonly IConfiguration _arguments;
    private readonly string? _path;

    public InstallationFile(string[] args)
    {
        _arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
        _path = _arguments[Option] ?? Environment.GetEnvironmentVariable(Variable);
        _path = string.IsNullOrEmpty(_path) ? null : Path.GetFullPath(_path);
    }

    /// <summary>The environment that the file names (<c>Environment</c>), unless a command line or a variable says so;
    /// null where nothing but the host's own rules decides.</summary>
    public string? EnvironmentName() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? (_path is null || _arguments[HostDefaults.EnvironmentKey] is not null
            || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is not null
                ? null
                : new ConfigurationBuilder().Add(Source(_path)).Build()[HostDefaults.EnvironmentKey]);

    /// <summary>Puts the file after what came with the program, before variables and the command line.</summary>
    public void AddTo(ConfigurationManager configuration)
    {
        if (_path is not null)
        {
            var last = configuration.Sources.OfType<JsonConfigurationSource>().Last();
            configuration.Sources.Insert(configuration.Sources.IndexOf(last) + 1, Source(_path));
        }
    }

    /// <exception cref="ArgumentException">It cannot be read.</exception>
    private static JsonConfigurationSource Source(string path)
    {
        try
        {
            File.OpenRead(path).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException(
                $"配置文件无法读取（--{Option}、{Variable}） / the file named by --{Option} or {Variable} cannot be read: "
                    + fault.Message, fault);
        }

        var source = new JsonConfigurationSource { Path = path };
        source.ResolveFileProvider();
        return source;
    }
}
