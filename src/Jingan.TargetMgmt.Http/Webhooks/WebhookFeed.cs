using Jingan.TargetMgmt.Log;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>Tells a side's receivers what happens, in the background: no write ever waits for one. Without receivers it
/// does nothing.</summary>
internal sealed class WebhookFeed(
    SideLog db, WebhookEvents events, WebhookClient client, WebhookOptions options, ILogger<WebhookFeed> logger)
    : BackgroundService
{
    private readonly WebhookFeeder[] _feeders =
    [
        .. options.Endpoints.Where(e => events.Types.Any(e.IsToldOf)).Select(e =>
            new WebhookFeeder(db, new(db, events, e), new(db, e, client, logger), e.Name, logger)),
    ];

    // Before the first request: a new endpoint is told of all that the service takes from then on.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var feeder in _feeders)
        {
            await feeder.TryBeginAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_feeders.Select(f => f.RunAsync(stoppingToken)));
}

public static class WebhookRegistration
{
    /// <summary>Binds section <c>Webhooks</c>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection("Webhooks")).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        return services.AddSingleton(sp => new WebhookClient(
            sp.GetRequiredService<IOptions<WebhookOptions>>().Value, sp.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Tells a side's receivers while the host runs.</summary>
    /// <typeparam name="T">The side's database.</typeparam>
    /// <typeparam name="TEvents">What it tells of.</typeparam>
    public static IServiceCollection AddWebhookFeed<T, TEvents>(this IServiceCollection services)
        where T : SideLog
        where TEvents : WebhookEvents =>
        services.AddSingleton<TEvents>().AddSingleton<IHostedService>(sp => new WebhookFeed(
            sp.GetRequiredService<T>(), sp.GetRequiredService<TEvents>(), sp.GetRequiredService<WebhookClient>(),
            sp.GetRequiredService<IOptions<WebhookOptions>>().Value,
            sp.GetRequiredService<ILogger<WebhookFeed>>()))
            .AddSingleton<IHostedService>(sp => new WebhookFigures(
                sp.GetRequiredService<T>(), sp.GetRequiredService<IOptions<WebhookOptions>>().Value));
}
