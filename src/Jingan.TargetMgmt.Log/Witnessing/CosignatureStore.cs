using Dapper;
using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>Witnesses' lines in the database.</summary>
public static class CosignatureStore
{
    private const string AtSizeSql = "select witness from log_cosignature where size = @size";

    /// <summary>Stores a verified line, whoever carried it.
    /// One that is there already conflicts and stays as it is.</summary>
    public static async Task<CommitOutcome> AddCosignatureAsync(
        this SideLog db, long size, CosignatureLine line, CancellationToken ct)
    {
        var outcome = await db.Queue.CommitAsync([line.ToCommit(size)], ct);
        if (outcome.IsStored || outcome.IsConflict)
        {
            db.WitnessStates.MarkCosigned(line.Witness, size, line.UnixSeconds);
            await using var connection = await db.OpenAsync(ct);
            var cosigned =
                (await connection.QueryAsync<string>(new CommandDefinition(
                    AtSizeSql, new { size }, cancellationToken: ct))).ToHashSet();
            if (db.LogOptions.Quorum > 0
                && db.Witnesses.Count(w => cosigned.Contains(w.ToString())) >= db.LogOptions.Quorum)
            {
                db.WitnessStates.MarkWitnessed(size);
            }
        }

        return outcome;
    }

    private const string OfWitnessSql =
        "select size as Size, at as At from log_cosignature where witness = @witness order by size desc";

    /// <summary>Finds out how the witnesses stand, once in a process:
    /// a witness that was never heard costs a pass over all lines.</summary>
    internal static async Task LoadWitnessStatesAsync(this SideLog db, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        foreach (var witness in db.Witnesses)
        {
            if (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
                OfWitnessSql, new { witness = witness.ToString() }, cancellationToken: ct)) is { } row)
            {
                db.WitnessStates.MarkCosigned(witness, row.Size, row.At);
            }
        }

        if (db.LogOptions.Quorum > 0
            && await db.Reading.WitnessedSizeAsync(-1, db.LogOptions.Quorum, ct) is { } witnessed)
        {
            db.WitnessStates.MarkWitnessed(witnessed);
        }
    }

    private sealed record Row(long Size, long At);
}
