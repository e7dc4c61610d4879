using System.Data.Common;
using Jingan.TargetMgmt.Bench.Service;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Bench.Engines;

/// <summary>What the service is put on for a measurement.</summary>
/// <param name="Name">Of the engine, for people.</param>
/// <param name="Settings">Of the service, as its command line takes them.</param>
/// <param name="OpenGovernment">Opens the government side's database, given the service's folder.</param>
/// <param name="IsEmbedded">Whether it has no round trips.</param>
internal sealed record Engine(
    string Name, IReadOnlyList<string> Settings, Func<string, DbConnection> OpenGovernment, bool IsEmbedded)
{
    public static readonly Engine Sqlite = new(
        "SQLite", [],
        folder => new SqliteConnection(
            $"Data Source={Path.Combine(folder, "government.db")};Mode=ReadOnly;Pooling=False"), IsEmbedded: true);

    private const string CountBatchesSql = "select count(*) from log_checkpoint";

    /// <summary>Starts the service on it, counting.</summary>
    public Task<TargetService> StartAsync(string roundTripFile) =>
        TargetService.StartAsync(Settings, IsEmbedded ? null : new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(RoundTripFile).Assembly.Location,
            [RoundTripFile.Variable] = roundTripFile,
        });

    /// <summary>Batches in the government log so far: each has one checkpoint.</summary>
    public async Task<long> CountBatchesAsync(string folder)
    {
        await using var connection = OpenGovernment(folder);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = CountBatchesSql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), provider: null);
    }
}
