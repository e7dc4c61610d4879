using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Bench.Engines;

/// <summary>Two empty databases on a server, one for each side, set as deploy/sqlserver/settings.sql sets them;
/// they are dropped at the end.</summary>
internal sealed class SqlServerDatabases : IAsyncDisposable
{
    private static readonly string[] Sides = ["government", "evaluation"];

    private readonly string _server;
    private readonly string _prefix = $"targetmgmt_bench_{Guid.NewGuid():N}";

    // The owner's alone: connection strings are secrets, and reach the service as files.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("targetmgmt-bench");

    private SqlServerDatabases(string server) => _server = server;

    public Engine Engine => new(
        "SQL Server",
        [
            "--Database:MigrateOnStart", "true",
            .. Sides.SelectMany(s => new[]
            {
                $"--{s}:Database:Engine", "sqlserver", $"--{s}:Database:ConnectionStringFile", FileOf(s),
            }),
        ],
        _ => new SqlConnection(StringOf("government")), IsEmbedded: false);

    /// <exception cref="SqlException">The server does not answer, or the login may not create databases.</exception>
    public static async Task<SqlServerDatabases> CreateAsync(string server)
    {
        var databases = new SqlServerDatabases(server);
        try
        {
            foreach (var side in Sides)
            {
                var name = databases.NameOf(side);
                await databases.ExecuteAsync($"create database [{name}]");
                await databases.ExecuteAsync(
                    $"alter database [{name}] set allow_snapshot_isolation on; alter database "
                        + $"[{name}] set read_committed_snapshot on;");
                await File.WriteAllTextAsync(databases.FileOf(side), databases.StringOf(side));
            }

            return databases;
        }
        catch
        {
            await databases.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        SqlConnection.ClearAllPools(); // an idle connection in a pool is still one
        foreach (var name in Sides.Select(NameOf))
        {
            await ExecuteAsync(
                $"if db_id('{name}') is not null begin alter database [{name}] set single_user with rollback "
                    + $"immediate; drop database [{name}]; end");
        }
    }

    private string NameOf(string side) => $"{_prefix}_{side}";

    private string StringOf(string side) =>
        new SqlConnectionStringBuilder(_server) { InitialCatalog = NameOf(side) }.ConnectionString;

    private string FileOf(string side) => Path.Combine(_folder.FullName, side);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(_server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names are made above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }
}
