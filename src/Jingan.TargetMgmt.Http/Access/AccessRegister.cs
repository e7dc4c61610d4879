using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>How a token stands on a side.</summary>
public enum AccessStanding
{
    /// <summary>The token is on record and counts.</summary>
    Honoured,

    /// <summary>The side's log does not tell of the token: the side takes no writes,
    /// or another host has ended the token's term.</summary>
    NotOnRecord,

    /// <summary>The token is an evaluator's, on record, and no assessor's key has approved it yet.</summary>
    NotApproved,
}

/// <summary>One side's record of who may come in. What the access-token file says counts only once the side's log tells
/// of it (ADR 0020).</summary>
/// <remarks>A request costs a look into memory. The record is read again when the file changes, when this process adds
/// to it, and every few seconds for what other hosts add.</remarks>
public sealed partial class AccessRegister(SideLog db, Disclosure disclosure, ILogger<AccessRegister> logger)
    : IDisposable
{
    private const int MaxAttempts = 8;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Record? _record;

    public string Side => db.Side;

    /// <summary>How a token of the file stands here; what the file says anew is written first.</summary>
    public async ValueTask<AccessStanding> StandingAsync(AccessFile file, string fingerprint, CancellationToken ct) =>
        (IsCurrent(_record, file) ? _record! : await ReadAsync(file, ct)).StandingOf(fingerprint);

    /// <summary>The record is read again before the next request is let in.</summary>
    public void Forget() => _record = _record is { } known ? known with { ReadAt = null } : null;

    public void Dispose() => _reading.Dispose();

    private bool IsCurrent(Record? record, AccessFile file) =>
        record is { ReadAt: { } at } && ReferenceEquals(record.File, file) && db.Clock.GetElapsedTime(at) < Fresh;

    private async Task<Record> ReadAsync(AccessFile file, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            if (IsCurrent(_record, file))
            {
                return _record!;
            }

            var written = _record?.Written;
            try
            {
                if (!ReferenceEquals(written, file) && await WriteAsync(file, written, CancellationToken.None))
                {
                    // a file that is gone for a while says nothing, and what was known before it is not forgotten
                    written = file.IsThere || written is null ? file : written;
                }

                return _record = await RetriedReads.RetryAsync(
                    () => ReadRecordAsync(file, written, CancellationToken.None), CancellationToken.None);
            }
            catch (Exception fault) when (fault is DbException or DoubtException or OutcomeUnknownException)
            {
                // What is known stays so; what is new waits.
                LogNotRead(logger, fault, Side);
                return _record = (_record ?? Record.Empty) with
                {
                    File = file,
                    Written = written,
                    ReadAt = db.Clock.GetTimestamp(),
                };
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Brings the log up to the file; false when the side takes no writes just now.</summary>
    private async Task<bool> WriteAsync(AccessFile file, AccessFile? before, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var open = await RetriedReads.RetryAsync(() => ReadOpenAsync(ct), ct);
            var units = AccessChanges.Of(file, before, open, db.Clock.GetUtcNow());
            if (units.Count == 0)
            {
                return true;
            }

            var outcome = await db.Queue.CommitAsync(units, ct);
            if (outcome.IsStored)
            {
                LogWritten(logger, units.Count, Side);
                return true;
            }

            if (!outcome.IsConflict)
            {
                LogNotWritten(logger, units.Count, Side, outcome.Doubt?.En ?? "too many writes are waiting");
                return false;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<AccessTerm>> ReadOpenAsync(CancellationToken ct)
    {
        var queries = new QueryBatch();
        var open = AccessStore.AddOpen(queries);
        await db.ReadAsync(queries, ct);
        return open.Rows;
    }

    // The approvals first: what comes in between then shows as one too few, never as one too many.
    private async Task<Record> ReadRecordAsync(AccessFile file, AccessFile? written, CancellationToken ct)
    {
        var at = db.Clock.GetTimestamp();
        var approved = await disclosure.ApprovedAccessAsync(ct);
        var open = await ReadOpenAsync(ct);
        return new(file, written, open.GroupBy(t => t.Entry.Fingerprint).ToDictionary(g => g.Key, g => g.Last()),
            approved, at);
    }

    /// <param name="File">What it was compared with.</param>
    /// <param name="Written">The last one that the log had all of; null while there was none.</param>
    /// <param name="Open">The terms that nothing has ended, by fingerprint.</param>
    /// <param name="Approved">See <see cref="Disclosure.ApprovedAccessAsync"/>.</param>
    /// <param name="ReadAt">The clock's timestamp; null when it is to be read again.</param>
    private sealed record Record(
        AccessFile File, AccessFile? Written, IReadOnlyDictionary<string, AccessTerm> Open,
        IReadOnlySet<long>? Approved, long? ReadAt)
    {
        public static readonly Record Empty = new(AccessFile.None, null, new Dictionary<string, AccessTerm>(),
            new HashSet<long>(), null);

        public AccessStanding StandingOf(string fingerprint) =>
            !Open.TryGetValue(fingerprint, out var term) || File.Find(fingerprint) is not { } token
            || !token.IsLoggedAs(term.Entry) ? AccessStanding.NotOnRecord
            : token.Role != Role.Evaluator || Approved is null
                || Approved.Contains(term.Index) ? AccessStanding.Honoured
            : AccessStanding.NotApproved;
    }

    [LoggerMessage(3111, LogLevel.Information, "{Count} changes of access written to the {Side} log.")]
    private static partial void LogWritten(ILogger logger, int count, string side);

    [LoggerMessage(3112, LogLevel.Error,
        "{Count} changes of access wait for the {Side} log, and do not count there: {Reason}.")]
    private static partial void LogNotWritten(ILogger logger, int count, string side, string reason);

    [LoggerMessage(3113, LogLevel.Error,
        "The record of access on the {Side} side cannot be read; what was known before counts.")]
    private static partial void LogNotRead(ILogger logger, Exception fault, string side);
}
