using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>The newest head of a side's log, as a snapshot saw it.</summary>
public static class LogHeadStore
{
    private const string NewestSql = "select size as Size, root as Root from log_checkpoint where size = (select max(size) from log_checkpoint)";

    public static async Task<LogHead> ReadLogHeadAsync(this Snapshot snapshot, string side, CancellationToken ct)
    {
        var row = await snapshot.Connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(NewestSql, transaction: snapshot.Transaction, cancellationToken: ct));
        return new(side, row?.Size ?? 0, Convert.ToHexStringLower(row?.Root ?? MerkleTree.EmptyRoot));
    }

    private sealed record Row(long Size, byte[] Root);
}
