using Jingan.TargetMgmt.Log.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>Sends a side's checkpoints to its witnesses, in the background:
/// no write and no start ever waits for one.</summary>
internal sealed partial class WitnessFeed(SideLog db, ILogger<WitnessFeed> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (db.Witnesses.Count == 0)
        {
            return;
        }

        await LoadAsync(stoppingToken);
        using var http = WitnessClient.NewHttpClient();
        var rounds = new CheckpointRounds(db.Log, db.Clock);
        var fed = db.Witnesses.Zip(db.LogOptions.Witnesses)
            .Where(w => w.Second.Url.Length > 0)
            .Select(w => new WitnessFeeder(db, w.First, new(http, w.Second.Url, db.Clock), rounds, logger));
        await Task.WhenAll([rounds.RunAsync(stoppingToken), .. fed.Select(w => w.RunAsync(stoppingToken))]);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await db.LoadWitnessStatesAsync(ct);
                return;
            }
#pragma warning disable CA1031 // what a background service throws would stop the host
            catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.NotLoaded(logger, failure, db.Side);
                await Task.Delay(WitnessFeeder.PauseAfter(failures), db.Clock, ct);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3214, LogLevel.Error,
            "How the witnesses of the {Side} log stand could not be read; tried again.")]
        public static partial void NotLoaded(ILogger logger, Exception failure, string side);
    }
}

public static class WitnessFeedRegistration
{
    /// <summary>Feeds the witnesses of <c>{section}:Log</c> while the host runs.</summary>
    /// <typeparam name="T">The side's database.</typeparam>
    public static IServiceCollection AddWitnessFeed<T>(this IServiceCollection services, string section)
        where T : SideLog
    {
        services.AddOptions<LogOptions>(section)
            .Validate(o => o.Witnesses.All(w => IsPrefix(w.Url)),
                $"{section}:Log:Witnesses: a Url must be http or https, without user, query and fragment.")
            .Validate(o => o.Witnesses.DistinctBy(w => w.VerifierKey).Count() == o.Witnesses.Count,
                $"{section}:Log:Witnesses: a VerifierKey stands there twice.")
            .Validate(o => o.Quorum >= 0, $"{section}:Log:Quorum must not be negative.");
        return services.AddSingleton<IHostedService>(sp =>
            new WitnessFeed(sp.GetRequiredService<T>(), sp.GetRequiredService<ILogger<WitnessFeed>>()));
    }

    private static bool IsPrefix(string url) => url.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0);
}
