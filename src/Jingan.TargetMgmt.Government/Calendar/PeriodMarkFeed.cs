using Jingan.TargetMgmt.Government.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>Opens and closes periods in the log although nobody asks for anything.</summary>
internal sealed partial class PeriodMarkFeed(GovernmentDb db, PeriodMarker marker, ILogger<PeriodMarkFeed> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pulse, db.Clock, stoppingToken);
            try
            {
                await marker.AppendDueAsync(stoppingToken);
            }
#pragma warning disable CA1031 // whatever it was, the service goes on, and the next read or write tries again
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Error,
            "The opening or close of a period could not be put into the log; tried again with the next request.")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
