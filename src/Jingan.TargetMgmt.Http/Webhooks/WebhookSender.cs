using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>Sends one endpoint's messages when their time has come. Each is taken first, so that of several hosts one
/// sends it; whoever ends in between leaves it to be sent again, under the same id.</summary>
internal sealed partial class WebhookSender(
    SideLog db, WebhookEndpoint endpoint, WebhookClient client, ILogger logger)
{
    // After so many the log is looked at again, however slow the endpoint is.
    private const int Most = 16;

    /// <summary>Sends what is due.</summary>
    /// <returns>When there is more to do; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> SendDueAsync(CancellationToken ct)
    {
        var waiting = await WaitingAsync(ct);
        var due = waiting.TakeWhile(IsDue).ToList();
        foreach (var message in due)
        {
            if (!await SendAsync(message, ct))
            {
                return null; // nothing is stored just now, or another host is at it
            }
        }

        var left = due.Count == 0 ? waiting : await WaitingAsync(ct);
        return left is [var next, ..] && UtcText.TryParse(next.NextAt, out var at) ? at : null;
    }

    private bool IsDue(WebhookMessage message) =>
        string.CompareOrdinal(message.NextAt, UtcText.Format(db.Clock.GetUtcNow())) <= 0;

    private async Task<bool> SendAsync(WebhookMessage message, CancellationToken ct)
    {
        if (!await StoreAsync(WebhookStore.ToTake(message, db.Clock.GetUtcNow() + RetrySchedule.Lease), ct))
        {
            return false;
        }

        var answer = await client.SendAsync(endpoint, message, ct);
        var taken = message with { Version = message.Version + 1, Attempts = message.Attempts + 1 };
        var after = taken.After(answer, db.Clock.GetUtcNow());
        Report(after);
        return await StoreAsync(WebhookStore.ToSave(after), ct);
    }

    private void Report(WebhookMessage message)
    {
        if (message.State == WebhookState.Dead)
        {
            Log.Dead(logger, message.Id, message.Type, endpoint.Name, message.Attempts, message.LastAnswer!);
        }
        else if (message is { State: WebhookState.Waiting, Attempts: 1 })
        {
            Log.Failed(logger, message.Id, message.Type, endpoint.Name, message.LastAnswer!);
        }
    }

    private async Task<bool> StoreAsync(Statement statement, CancellationToken ct) =>
        (await db.Queue.CommitAsync([WebhookStore.ToCommit(statement)], ct)).IsStored;

    private async Task<IReadOnlyList<WebhookMessage>> WaitingAsync(CancellationToken ct)
    {
        var queries = new QueryBatch();
        var waiting = WebhookQueries.AddWaiting(queries, endpoint.Name, Most);
        await db.ReadAsync(queries, ct);
        return waiting.Rows;
    }

    // Without the address: it may hold a secret of the receiver's.
    private static partial class Log
    {
        [LoggerMessage(3301, LogLevel.Warning,
            "The webhook message {Id} ({Type}) was not taken by {Endpoint}: {Answer}. It is sent again.")]
        public static partial void Failed(ILogger logger, string id, string type, string endpoint, string answer);

        [LoggerMessage(3302, LogLevel.Error,
            "The webhook message {Id} ({Type}) was not taken by {Endpoint} in {Attempts} attempts, the last: {Answer}. "
            + "It is not sent again unless an administrator says so.")]
        public static partial void Dead(
            ILogger logger, string id, string type, string endpoint, long attempts, string answer);
    }
}
