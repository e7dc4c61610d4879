using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>Puts the opening and the close of each period into the log when their day has come: before whatever is read
/// or written next, and from a timer.</summary>
/// <remarks>Nobody can ask for either: they follow from the logged dates. Several hosts may try at once;
/// the keys let one of them through.</remarks>
internal sealed class PeriodMarker(GovernmentDb db, IOptions<ReportingOptions> options) : IDisposable
{
    private const int MaxAttempts = 8;

    // Another host may have put a period in the meantime.
    private static readonly TimeSpan LongestBetweenLooks = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turn = new(1);
    private (DateTimeOffset From, DateTimeOffset To) _nothingDue;

    /// <summary>A write of this side: what it is prepared on has the marks that were due before it.</summary>
    public Task<IResult> WriteAsync(HttpContext http, Func<CancellationToken, Task<PreparedWrite>> prepare) =>
        db.WriteAsync(http, async ct =>
    {
        await AppendDueAsync(ct);
        return await prepare(ct);
    });

    /// <summary>A period was put: what is due may have changed.</summary>
    public void LookAgain() => _nothingDue = default;

    /// <summary>Logs the openings and closes that are due.
    /// A side that takes no writes at the moment is left as it is.</summary>
    public async Task AppendDueAsync(CancellationToken ct)
    {
        if (IsNothingDue(db.Clock.GetUtcNow()))
        {
            return;
        }

        await _turn.WaitAsync(ct);
        try
        {
            var isDone = IsNothingDue(db.Clock.GetUtcNow());
            for (var attempt = 0; !isDone && attempt < MaxAttempts; attempt++)
            {
                isDone = await TryAppendAsync(ct);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes a period whose report the evaluator issues, from its day on;
    /// null when that has not come.</summary>
    public async Task<ClosedPeriod?> CloseOverdueAsync(Period code, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await AppendDueAsync(ct);
            var (head, found, unclosed) = await ReadAsync(code, ct);
            if (found is not { } period || period.Marks.Closed is not null)
            {
                return found?.Marks.Closed;
            }

            var now = db.Clock.GetUtcNow();
            if (period.Marks.IssuableFrom is not { } day || ShanghaiDate.Of(now) < day)
            {
                return null;
            }

            await db.Queue.CommitAsync(
                [Closing(unclosed.Single(u => u.Period.Code == code), head, now, CloseCause.Overdue)], ct);
        }

        return null;
    }

    public void Dispose() => _turn.Dispose();

    private bool IsNothingDue(DateTimeOffset now) => _nothingDue.From <= now && now < _nothingDue.To;

    // True when nothing is due any more, or nothing can be written.
    private async Task<bool> TryAppendAsync(CancellationToken ct)
    {
        var now = db.Clock.GetUtcNow();
        var today = ShanghaiDate.Of(now);
        var (head, _, unclosed) = await ReadAsync(null, ct);
        var openings = unclosed.Where(p => p.Opened is null && p.Period.OpensOn <= today).ToList();
        var closings = unclosed.Where(p => p.Opened is not null && p.Period.IsClosedOn(today)).ToList();
        if (openings.Count + closings.Count == 0)
        {
            _nothingDue = (now, Min(now + LongestBetweenLooks, Midnight(today.AddDays(1))));
            return true;
        }

        if (db.Log.Doubt is not null)
        {
            return true;
        }

        // A period that opens is closed in the next round at the earliest: its close comes after its opening.
        var outcome = await db.Queue.CommitAsync(
            [.. openings.Select(p => Opening(p, head, now)),
                .. closings.Select(p => Closing(p, head, now, CloseCause.WindowEnded))], ct);
        return !outcome.IsStored && !outcome.IsConflict;
    }

    private async Task<(LogHead Head, MarkedPeriod? Found, IReadOnlyList<UnclosedPeriod> Unclosed)> ReadAsync(
        Period? code, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var head = queries.AddLogHead(db.Side);
        var found = code is { } one ? PeriodMarkStore.AddFind(queries, one) : null;
        var unclosed = PeriodMarkStore.AddUnclosed(queries);
        await db.ReadAsync(queries, ct);
        return (db.HeadOf(head), found?.Rows is [var period] ? period : null, unclosed.Rows);
    }

    // The year's first opening says for the whole year how far its periods may be postponed,
    // whatever is configured later.
    private CommitUnit Opening(UnclosedPeriod period, LogHead head, DateTimeOffset now) => PeriodMarkStore.ToOpening(
        period,
        PeriodOpenedEntry.Of(UtcText.Format(now), period.Period.Code, head.Size, period.Period.DueOn,
            period.PostponeDays ?? options.Value.PostponeDays));

    private static CommitUnit Closing(UnclosedPeriod period, LogHead head, DateTimeOffset now, CloseCause cause) =>
        PeriodMarkStore.ToClosing(
            period, PeriodClosedEntry.Of(UtcText.Format(now), period.Period.Code, head.Size, cause));

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.FromHours(8));

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
