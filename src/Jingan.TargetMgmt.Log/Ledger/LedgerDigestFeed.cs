using Jingan.TargetMgmt.Log.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Log.Ledger;

/// <summary>Brings the digests of the engine's own ledger into a side's log, in the background.
/// Where the engine has none it does nothing.</summary>
internal sealed partial class LedgerDigestFeed(SideLog db, ILogger<LedgerDigestFeed> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = db.LogOptions.LedgerDigestEvery;
        while (db.HasLedgerTables && every > TimeSpan.Zero && db.Log.Doubt is null)
        {
            await Task.Delay(await TryAppendAsync(every, stoppingToken), db.Clock, stoppingToken);
        }
    }

    private async Task<TimeSpan> TryAppendAsync(TimeSpan every, CancellationToken ct)
    {
        try
        {
            return await db.AppendLedgerDigestAsync(MakeAsync, every, ct);
        }
#pragma warning disable CA1031 // The service goes on; the next digest covers what this one would have.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure, db.Side, every);
            return every;
        }
    }

    private async Task<string?> MakeAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await db.Dialect.MakeLedgerDigestAsync(connection, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(3221, LogLevel.Error,
            "No digest of the database ledger could be put into the {Side} log; tried again in {Every}.")]
        public static partial void Failed(ILogger logger, Exception failure, string side, TimeSpan every);
    }
}

public static class LedgerDigestFeedRegistration
{
    // Longer ones, a timer does not take; shorter ones, the log would be about itself.
    private static readonly (TimeSpan Shortest, TimeSpan Longest) Interval =
        (TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));

    /// <summary>Logs the ledger's digest every <c>{section}:Log:LedgerDigestEvery</c> while the host runs.</summary>
    /// <typeparam name="T">The side's database.</typeparam>
    public static IServiceCollection AddLedgerDigestFeed<T>(this IServiceCollection services, string section)
        where T : SideLog
    {
        services.AddOptions<LogOptions>(section).Validate(
            o => o.LedgerDigestEvery == TimeSpan.Zero
                || (o.LedgerDigestEvery >= Interval.Shortest && o.LedgerDigestEvery <= Interval.Longest),
            $"{section}:Log:LedgerDigestEvery must be 0 (off), or from 00:01:00 to 30.00:00:00.");
        return services.AddSingleton<IHostedService>(sp =>
            new LedgerDigestFeed(sp.GetRequiredService<T>(), sp.GetRequiredService<ILogger<LedgerDigestFeed>>()));
    }
}
