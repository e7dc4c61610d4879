using Jingan.TargetMgmt.Log;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>One endpoint and its turn: its messages are made and sent as the log grows and as time passes. No other
/// endpoint waits for it.</summary>
internal sealed partial class WebhookFeeder(
    SideLog db, WebhookOutbox outbox, WebhookSender sender, string endpoint, ILogger logger)
{
    // Other hosts' writes, and midnight, tell nobody that they have come.
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>Notes where the endpoint begins, if it is new; what fails is tried again by
    /// <see cref="RunAsync"/>.</summary>
    public Task TryBeginAsync(CancellationToken ct) => TryAsync(
        async () =>
    {
        await outbox.BeginAsync(ct);
        return null;
    }, ct);

    /// <summary>Runs until cancelled, or until the log is in doubt.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (db.Log.Doubt is null)
        {
            var moved = db.Log.Moved;
            await TryAsync(
                async () =>
            {
                await outbox.CollectAsync(ct);
                return null;
            }, ct);
            var next = await TryAsync(() => sender.SendDueAsync(ct), ct); // also when none could be made
            var now = db.Clock.GetUtcNow();
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(
                moved, Task.Delay(Clamp((next ?? now + Pulse) - now), db.Clock, woken.Token));
            await woken.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }
    }

    private static TimeSpan Clamp(TimeSpan pause) => pause < Shortest ? Shortest : pause > Pulse ? Pulse : pause;

    private async Task<DateTimeOffset?> TryAsync(Func<Task<DateTimeOffset?>> work, CancellationToken ct)
    {
        try
        {
            return await work();
        }
#pragma warning disable CA1031 // what a background service throws would stop the host
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure, endpoint, db.Side);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3303, LogLevel.Error,
            "The webhook messages of {Endpoint} could not be made or sent on the {Side} side; tried again.")]
        public static partial void Failed(ILogger logger, Exception failure, string endpoint, string side);
    }
}
