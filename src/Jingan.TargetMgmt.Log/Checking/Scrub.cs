using System.Data.Common;
using Jingan.TargetMgmt.Log.Rows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Looks at everything that a side has stored: once after the start, in the background, and from then on round
/// after round, an hour after another, or as soon as something gives reason to.</summary>
internal sealed partial class Scrub(
    SideLog db, IHostApplicationLifetime host, IOptions<FirstRoundTime> first, ILogger<Scrub> logger)
    : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>The share of one core that a round after the first may take.</summary>
    private const double Share = 0.05;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WhenStartedAsync(stoppingToken);
        // A start that was told to verify all has done the first round before the first request.
        for (var isFirst = !db.LogOptions.VerifyAll; db.Log.Doubt is null; isFirst = false)
        {
            if (!isFirst)
            {
                using var turn = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(Task.Delay(Every, db.Clock, turn.Token), db.Log.Suspected);
                await turn.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }

            var share = isFirst || db.Log.Suspected.IsCompleted ? 1 : Share;
            db.Log.StopSuspecting();
            await Task.Factory.StartNew(() => TryRun(share, stoppingToken), stoppingToken,
                TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    // The start and its first answers go first: a round takes a core for itself. They have a time that is the same
    // whatever is asked, for nobody is to put the round off.
    private async Task WhenStartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var _ = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
        await Task.Delay(first.Value.AfterStart, TimeProvider.System, ct);
    }

    private void TryRun(double share, CancellationToken ct)
    {
        try
        {
            db.CheckRows(new Pace(share, ct));
        }
        catch (DbException failure)
        {
            Log.Failed(logger, failure, db.Side);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3231, LogLevel.Error,
            "The rows of the {Side} side could not be read through; tried again in an hour.")]
        public static partial void Failed(ILogger logger, Exception failure, string side);
    }
}

public static class ScrubRegistration
{
    /// <summary>Looks at the side's rows while the host runs.</summary>
    /// <typeparam name="T">The side's database.</typeparam>
    public static IServiceCollection AddScrub<T>(this IServiceCollection services)
        where T : SideLog =>
            services.AddSingleton<IHostedService>(sp =>
                new Scrub(sp.GetRequiredService<T>(), sp.GetRequiredService<IHostApplicationLifetime>(),
                    sp.GetRequiredService<IOptions<FirstRoundTime>>(), sp.GetRequiredService<ILogger<Scrub>>()));
}
