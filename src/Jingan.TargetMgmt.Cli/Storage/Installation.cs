using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Where a service on this machine keeps its things, by the service's own settings.</summary>
/// <param name="Folder">The storage directory.</param>
/// <param name="Evidence">The folder of uploaded files.</param>
/// <param name="Sides">The sides that it has.</param>
internal sealed record Installation(string Folder, string Evidence, IReadOnlyList<InstalledSide> Sides)
{
    private static readonly string[] Names = ["evaluation", "government"];

    /// <summary>Reads the settings as the service does.</summary>
    /// <param name="options">The command's options.</param>
    /// <param name="parsed">What they were given.</param>
    /// <exception cref="ClientException">They cannot be read.</exception>
    public static Installation Read(InstallationOptions options, ParseResult parsed)
    {
        var configuration = options.Configuration(parsed);
        var services = new ServiceCollection();
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection("Storage"));
        foreach (var name in Names)
        {
            services.AddDatabaseOptions(configuration, SectionOf(name), name);
        }

        using var provider = services.BuildServiceProvider();
        try
        {
            var folder = Path.GetFullPath(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Directory);
            return new(folder,
                Path.GetFullPath(configuration["Evidence:Directory"] is { Length: > 0 } evidence
                    ? evidence
                    : Path.Combine(folder, "evidence")),
                [.. Names.Where(n => IsChosen(configuration["Modules"], n)).Select(n => SideOf(provider, n))]);
        }
        catch (OptionsValidationException bad)
        {
            throw ClientException.Impossible(new($"配置有误：{bad.Message}", $"the settings are wrong: {bad.Message}"));
        }
    }

    /// <summary>The sides whose databases are files here.</summary>
    /// <exception cref="ClientException">There is none, or a server has them.</exception>
    public IReadOnlyList<InstalledSide> Embedded()
    {
        if (Sides.FirstOrDefault(s => s.File is null) is { } remote)
        {
            throw ClientException.Refused(new(
                $"{remote.Name} 侧的数据库由服务器保管：请用 SQL Server 自带的备份，见 docs/operations.md “SQL Server” 一节。",
                $"the {remote.Name} side's database is a server's: use SQL Server's own backup, see "
                    + "docs/operations.md, \"SQL Server\"."));
        }

        return Sides.Where(s => File.Exists(s.File)).ToList() is { Count: > 0 } here
            ? here
            : throw ClientException.Impossible(new(
                $"{Folder} 中没有数据库；请以 --data 指明数据目录，或以 --settings 指明服务的配置文件。",
                $"there is no database in {Folder}; name the data folder with --data, or the service's settings with "
                    + "--settings."));
    }

    private static bool IsChosen(string? modules, string name) => string.IsNullOrWhiteSpace(modules)
        || modules.Split(',', StringSplitOptions.TrimEntries).Contains(name);

    private static InstalledSide SideOf(ServiceProvider provider, string name) => new(name,
        provider.GetRequiredService<IOptionsMonitor<DatabaseOptions>>().Get(SectionOf(name)),
        provider.GetRequiredService<IOptionsMonitor<LogOptions>>().Get(SectionOf(name)));

    private static string SectionOf(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>One side of it.</summary>
/// <param name="Name"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="Database">Where its database is.</param>
/// <param name="Log">Where its keys and its mark are.</param>
internal sealed record InstalledSide(string Name, DatabaseOptions Database, LogOptions Log)
{
    /// <summary>The database's file; null where a server has it.</summary>
    public string? File => SqlDialect.FromName(Database.Engine).FileOf(Database.ConnectionString);

    /// <summary>The same side with another database file.</summary>
    public static DatabaseOptions In(string file) => new() { ConnectionString = $"Data Source={file}" };
}
