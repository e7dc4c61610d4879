using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Cli.Installation;

/// <summary>One side of an installation.</summary>
/// <param name="Name"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="Database">Where its database is.</param>
/// <param name="Log">Where its keys and its mark are.</param>
internal sealed record InstalledSide(string Name, DatabaseOptions Database, LogOptions Log)
{
    /// <summary>The database's file; null where a server has it.</summary>
    public string? File => SqlDialect.FromName(Database.Engine).FileOf(Database.ConnectionString);

    private bool IsHere => System.IO.File.Exists(File);

    private bool WasHere => System.IO.File.Exists(Log.HighWaterFile) || System.IO.File.Exists(Log.KeyFile);

    /// <summary>The same side with another database file.</summary>
    public static DatabaseOptions In(string file) => new() { ConnectionString = $"Data Source={file}" };

    /// <summary>A side of an installation, as its configuration tells of it.</summary>
    public static InstalledSide Of(Installed installed, string name)
    {
        var log = installed.LogOf(name);
        if (log.Origin.Length == 0)
        {
            log.Origin = NameIn(log.KeyFile);
        }

        return new(name, installed.DatabaseOf(name), log.WithDefaults(name, installed.Storage));
    }

    // Where nobody says what the log is called, its key file does.
    private static string NameIn(string keyFile) => System.IO.File.Exists(keyFile)
        ? LogKeyFile.NamedIn(System.IO.File.ReadAllText(keyFile))?.Name ?? ""
        : "";

    /// <summary>The sides of an installation whose databases are files here.</summary>
    /// <exception cref="ClientException">There is none, or a server has them.</exception>
    public static IReadOnlyList<InstalledSide> Embedded(Installed installed)
    {
        var sides = installed.Sides.Select(name => Of(installed, name)).ToList();
        if (sides.FirstOrDefault(s => s.File is null) is { } remote)
        {
            throw ClientException.Refused(new(
                $"{remote.Name} 侧的数据库由服务器保管：请用 SQL Server 自带的备份，见 docs/operations.md “SQL Server” 一节。",
                $"the {remote.Name} side's database is a server's: use SQL Server's own backup, see "
                    + "docs/operations.md, \"SQL Server\"."));
        }

        // A side that runs elsewhere has left nothing here; of one that was here, a missing database is no reason to
        // copy the other alone.
        if (sides.Any(s => s.IsHere) && sides.FirstOrDefault(s => !s.IsHere && s.WasHere) is { } missing)
        {
            throw ClientException.Impossible(new(
                $"{missing.Name} 侧的数据库 {missing.File} 不在，而其密钥或标记在；请检查其磁盘是否已挂载、配置是否正确。",
                $"the {missing.Name} side's database {missing.File} is not there, and its key or its mark is: see "
                    + "whether its disk is mounted, and the configuration."));
        }

        return sides.Where(s => s.IsHere).ToList() is { Count: > 0 } here
            ? here
            : throw ClientException.Impossible(new(
                $"{installed.Storage} 中没有数据库；请以 --data 指明数据目录，或以 --config 指明服务的配置文件。",
                $"there is no database in {installed.Storage}; name the data folder with --data, or the service's "
                    + "configuration file with --config."));
    }
}
