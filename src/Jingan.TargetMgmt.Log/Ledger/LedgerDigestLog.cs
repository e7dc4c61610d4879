using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;

namespace Jingan.TargetMgmt.Log.Ledger;

/// <summary>When a digest is due, and the entry that holds it. What decides is in the database, so that several
/// processes on one keep one schedule.</summary>
internal static class LedgerDigestLog
{
    // Stands for the service in the table of answers. No access token's name may hold a tab,
    // so no caller's keys are among these.
    private const string Caller = "\tledger-digest";

    private const string StateSql = """
        select coalesce(max(i.log_index), -1) as Newest, coalesce((select max(size) from log_checkpoint), 0) as Size
        from idempotency i
        where i.caller = @caller
        """;

    /// <summary>Appends the engine's digest if it is due and the log holds anything that the newest one was made
    /// without.</summary>
    /// <param name="make">Asks the engine; null when its ledger is empty.</param>
    /// <param name="every">At least so long after the last one.</param>
    /// <returns>How long until the next one can be due.</returns>
    /// <exception cref="InvalidDataException">What the engine gave is no digest, or the log did not take it;
    /// nothing is stored.</exception>
    public static async Task<TimeSpan> AppendLedgerDigestAsync(
        this SideLog db, Func<CancellationToken, Task<string?>> make, TimeSpan every, CancellationToken ct)
    {
        var state = await ReadStateAsync(db, ct);
        if (every - (db.Clock.GetUtcNow() - await LastAsync(db, state.Newest, ct)) is var rest && rest > TimeSpan.Zero)
        {
            return rest < every ? rest : every; // a clock that was set back does not stop the schedule
        }

        // All that came after the newest digest entry is something else: an idle log does not grow by its own digests.
        if (state.Size == state.Newest + 1 || await make(ct) is not { } digest)
        {
            return every;
        }

        RequireDigest(digest);
        var outcome = await db.Queue.CommitAsync([ToCommit(digest, state.Newest, UtcText.Format(db.Clock.GetUtcNow()))],
            ct);
        if (!outcome.IsStored && !outcome.IsConflict) // in a conflict another process was first
        {
            throw new InvalidDataException(outcome.Doubt is { } doubt
                ? $"The log takes no entries: {doubt.En}."
                : "Too many writes are waiting.");
        }

        return every;
    }

    /// <summary>The entry, and the row that makes it the only one to follow the digest before it: of several processes
    /// that come to it at once, one stores it and the others conflict.</summary>
    /// <param name="digest">As the engine gave it.</param>
    /// <param name="previous">Index of the newest digest entry, -1 when there is none.</param>
    /// <param name="at">See <see cref="UtcText"/>.</param>
    internal static CommitUnit ToCommit(string digest, long previous, string at) => new(
        LogEntry.ToBytes(new(1, "ledger-digest", at, "service", digest), LedgerDigestEntries.Format.LedgerDigestEntry),
        [IdempotencyStore.Remember(Caller, $"after {previous}", SHA256.HashData(Encoding.UTF8.GetBytes(digest)), 201,
            null, [])]);

    private static async Task<State> ReadStateAsync(SideLog db, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<State>(new CommandDefinition(
            StateSql, new { caller = Caller }, cancellationToken: ct));
    }

    private const string BeginSql = "select at from log_checkpoint where size = 0";

    // Before the first digest the time runs from the log's beginning:
    // a process that never lives as long as the interval makes one all the same.
    private static async Task<DateTimeOffset> LastAsync(SideLog db, long newest, CancellationToken ct)
    {
        if (newest >= 0)
        {
            return Instant(JsonSerializer.Deserialize(
                await db.Reading.EntryAsync(newest, ct), LedgerDigestEntries.Format.LedgerDigestEntry)!.At);
        }

        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            BeginSql, cancellationToken: ct)) is { } begin ? Instant(begin) : DateTimeOffset.MinValue;
    }

    private static DateTimeOffset Instant(string text) =>
        UtcText.TryParse(text, out var instant) ? instant : DateTimeOffset.MinValue;

    private static void RequireDigest(string digest)
    {
        try
        {
            LedgerDigest.Read(digest);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"What the engine gave is no ledger digest: {fault.Message}", fault);
        }
    }

    private sealed record State(long Newest, long Size);
}
