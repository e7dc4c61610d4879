using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Log;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary><c>GET /metrics</c> on a port of its own: no reverse proxy that leads to the service leads here too, and no
/// access token of a person is needed. Whatever else is asked for there is 404.</summary>
internal sealed class PrometheusDoor(TelemetryOptions options, PrometheusExporter figures) : IHostedService
{
    private WebApplication? _door;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Empty: neither the service's addresses nor its settings are this door's.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 16;
            kestrel.Listen(options.Address);
        });
        _door = builder.Build();
        _door.Run(AnswerAsync);
        try
        {
            await _door.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            throw new StartException(new(
                $"Prometheus 指标端口 {options.PrometheusAddress} 无法监听，请另设 Telemetry:PrometheusAddress：{taken.Message}",
                $"the address for Prometheus {options.PrometheusAddress} cannot be listened on, choose another with "
                    + $"Telemetry:PrometheusAddress: {taken.Message}"));
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_door is not null)
        {
            await _door.StopAsync(cancellationToken);
            await _door.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path != "/metrics" || !HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!await IsAllowedAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else
        {
            http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            await http.Response.WriteAsync(figures.Read(), http.RequestAborted);
        }
    }

    // The file is read each time: a new token counts from the next request on. One that cannot be read lets nobody in.
    private async Task<bool> IsAllowedAsync(HttpContext http)
    {
        if (options.PrometheusTokenFile.Length == 0)
        {
            return true;
        }

        try
        {
            var expected = (await File.ReadAllTextAsync(options.PrometheusTokenFile, http.RequestAborted)).Trim();
            return expected.Length > 0 && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {expected}")),
                SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString())));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
