using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>One endpoint's messages, made from what is in the log: a write needs to know of none of them, and what is
/// not committed is told to nobody. How far the log was read and what came of it are stored together.</summary>
internal sealed class WebhookOutbox(SideLog db, WebhookEvents events, WebhookEndpoint endpoint)
{
    private const int PageSize = 256;

    private long? _read; // further than what is stored where nothing came of it
    private DateOnly? _day;

    /// <summary>Begins at the end of the log where the endpoint is new: it is told of nothing that was
    /// before.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is null)
        {
            await CommitAsync([WebhookStore.ToBegin(endpoint.Name, await db.Reading.PublishedSizeAsync(ct))], ct);
        }
    }

    /// <summary>Makes the messages that there is reason for by now.</summary>
    public async Task CollectAsync(CancellationToken ct)
    {
        while (await ReadOnAsync(ct))
        {
        }

        var today = ShanghaiDate.Of(db.Clock.GetUtcNow());
        if (_day != today)
        {
            foreach (var happened in (await events.OfDayAsync(today, ct)).Where(endpoint.Wants))
            {
                await AddAsync(happened, ct);
            }

            _day = today;
        }
    }

    // True when there is more to read at once.
    private async Task<bool> ReadOnAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } stored)
        {
            await BeginAsync(ct);
            return false;
        }

        var from = Math.Max(stored.NextIndex, _read ?? 0);
        var to = Math.Min(await db.Reading.PublishedSizeAsync(ct), from + PageSize);
        if (to <= from)
        {
            return false;
        }

        List<Statement> made = [];
        foreach (var (index, data) in await db.Reading.EntriesAsync(from, to, ct))
        {
            var type = EntryHead.Read(data).Type ?? "";
            var entry = new LogEntryRef(db.Side, index, Convert.ToHexStringLower(MerkleTree.HashLeaf(data)));
            _day = events.ChangesTheDay(type) ? null : _day;
            if (events.Read(entry, type, data) is { } happened && endpoint.Wants(happened))
            {
                made.Add(WebhookStore.ToAdd(WebhookMessage.Of(endpoint.Name, happened, db.Clock.GetUtcNow())));
            }
        }

        // Stored only when something came of it, or it would be much to read again: most entries concern nobody.
        if (made.Count > 0 || to - stored.NextIndex >= PageSize)
        {
            var outcome = await CommitAsync([WebhookStore.ToMove(endpoint.Name, stored, to), .. made], ct);
            if (!outcome.IsStored)
            {
                _read = null; // somebody else was first, or nothing is taken just now: later
                return false;
            }
        }

        _read = to;
        return true;
    }

    private async Task AddAsync(WebhookEvent happened, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var found = WebhookQueries.AddFind(queries, endpoint.Name, happened.Id);
        await db.ReadAsync(queries, ct);
        if (found.Rows.Count > 0)
        {
            return;
        }

        // A conflict: another host has just made the same.
        var outcome = await CommitAsync(
            [WebhookStore.ToAdd(WebhookMessage.Of(endpoint.Name, happened, db.Clock.GetUtcNow()))], ct);
        if (!outcome.IsStored && !outcome.IsConflict)
        {
            throw new IOException("The database takes no writes just now.");
        }
    }

    private async Task<WebhookPosition?> FindAsync(CancellationToken ct)
    {
        var queries = new QueryBatch();
        var position = WebhookStore.AddPosition(queries, endpoint.Name);
        await db.ReadAsync(queries, ct);
        return position.Rows is [var found] ? found : null;
    }

    private Task<CommitOutcome> CommitAsync(IReadOnlyList<Statement> statements, CancellationToken ct) =>
        db.Queue.CommitAsync([WebhookStore.ToCommit(statements)], ct);
}
