namespace Jingan.TargetMgmt.Api;

/// <summary><c>--healthcheck</c>: asks the service on this machine whether it answers, for a container whose image has
/// no shell to ask with. Not whether it is ready: a restart would not take away a doubt.</summary>
internal static class HealthProbe
{
    public const string Argument = "--healthcheck";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>0 when it does, else 1 with one line that says why.</summary>
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        var address = new Uri(Address(configuration), "/health/live");
        try
        {
#pragma warning disable CA5399, CA5359 // asked is whether it answers; its certificate is not for this address
            using var handler = new SocketsHttpHandler
            {
                UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
            };
#pragma warning restore CA5399, CA5359
            using var http = new HttpClient(handler) { Timeout = Patience };
            using var answer = await http.GetAsync(address);
            await Console.Out.WriteLineAsync($"{address}: {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address}: {silence.Message}");
            return 1;
        }
    }

    // The first address it listens on; every "all addresses" is reached by the loopback one. Endpoints of the server go
    // before all others.
    private static Uri Address(IConfiguration configuration)
    {
        var endpoint = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"])
            .FirstOrDefault(url => !string.IsNullOrEmpty(url));
        var urls = endpoint ?? (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } given ? given
            : configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 } ports ? $"http://*:{ports.Split(';')[0]}"
            : ServiceHost.DefaultUrl);
        var first = BindingAddress.Parse(urls.Split(';')[0]);
        return new UriBuilder(first.Scheme, first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : first.Host,
            first.Port).Uri;
    }
}
