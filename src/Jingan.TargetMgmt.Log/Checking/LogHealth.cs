using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Reading;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>A witness as the health check shows it.</summary>
/// <param name="Name">Name of its key.</param>
/// <param name="CosignedSize">Size of the newest checkpoint that it has cosigned; null when there is none.</param>
/// <param name="CosignedAt">When, by its own clock.</param>
/// <param name="Fault">Why the last request to it was in vain, in the caller's language; null when it was not.</param>
public sealed record WitnessHealth(string Name, long? CosignedSize, string? CosignedAt, string? Fault);

/// <summary>A side's log as the health check shows it. Its head and its schema are read,
/// the rest comes from memory.</summary>
/// <param name="Log"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root hash at that size, 64 lower-case hexadecimal digits.</param>
/// <param name="ReadOnly">Why the side takes no writes, in the caller's language; null when it does.</param>
/// <param name="Quorum">How many witnesses make a checkpoint count as witnessed.</param>
/// <param name="WitnessedSize">Size of the newest checkpoint that the quorum has cosigned; null when there is none,
/// or when no quorum is asked for.</param>
/// <param name="Witnesses">The configured witnesses.</param>
/// <param name="CheckedSize">How large the log was when everything that is stored was looked at last; null before the
/// first round after the start is over.</param>
/// <param name="CheckedAt">When that round ended.</param>
/// <param name="AppendOnlyBy">What in the database keeps the log's tables append-only: <c>triggers</c>, or
/// <c>ledger</c> where the engine does so too (SQL Server 2022 and later).</param>
public sealed record LogHealth(
    string Log, long Size, string Root, string? ReadOnly, int Quorum, long? WitnessedSize,
    IReadOnlyList<WitnessHealth> Witnesses, string AppendOnlyBy,
    long? CheckedSize, string? CheckedAt)
{
    /// <summary>Reads the head, so that a database that cannot be read is noticed,
    /// and adds what the process knows.</summary>
    public static async Task<LogHealth> ReadAsync(SideLog db, CancellationToken ct)
    {
        var head = await db.ReadLogHeadAsync(ct);
        db.Look();
        return new(
            head.Log, head.Size, head.Root,
            (db.Log.Doubt ?? db.Log.Clock.Refusal(db.Clock.GetUtcNow()) ?? StorageProbe.Fault(db))?.Current,
            db.LogOptions.Quorum, db.WitnessStates.WitnessedSize,
            [.. db.WitnessStates.All.Select(w =>
                new WitnessHealth(w.Name, w.CosignedSize, w.CosignedAt, w.Fault?.Current))],
            db.HasLedgerTables ? "ledger" : "triggers", db.Log.Checked?.Size,
            db.Log.Checked is { } round ? UtcText.Format(round.At) : null);
    }
}
