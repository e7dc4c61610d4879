using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Assets;

namespace Jingan.TargetMgmt.Cli.Installation;

/// <summary>What the service of an installation says of itself to anybody; nothing, while it does not answer.</summary>
/// <param name="Address">Where it was asked.</param>
/// <param name="Silence">Why it did not answer; null when it did.</param>
/// <param name="Ready">The answer of <c>/health/ready</c>; null where there is none.</param>
/// <param name="Keys">The answers of <c>/logs/{side}/key</c>, by side.</param>
/// <param name="Date">Its clock.</param>
/// <param name="CertificateUntil">Until when the certificate it showed is good; null without TLS.</param>
/// <param name="AppVersion">Which web app it has; null where it does not say.</param>
internal sealed record RunningService(
    string Address, string? Silence, JsonNode? Ready, IReadOnlyDictionary<string, string> Keys, DateTimeOffset? Date,
    DateTimeOffset? CertificateUntil, string? AppVersion = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Where a service that listens on this address is asked from the same machine.</summary>
    /// <returns>Null where it cannot be asked so, such as a socket.</returns>
    private static Uri? AddressOf(string listening)
    {
        var text = listening;
        foreach (var everywhere in (string[])["//*", "//+", "//0.0.0.0", "//[::]"])
        {
            text = text.Replace(everywhere, "//127.0.0.1", StringComparison.Ordinal);
        }

        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;
    }

    /// <summary>Asks a service that listens on this address.</summary>
    public static async Task<RunningService> AskAsync(
        string listening, IEnumerable<string> sides, CancellationToken ct)
    {
        if (AddressOf(listening) is not { } address)
        {
            var why = new Text("该地址不能从这里访问", "that address cannot be asked from here").Current;
            return new(listening, why, null, new Dictionary<string, string>(), null, null);
        }

        DateTimeOffset? until = null;
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
#pragma warning disable CA5359 // what is asked for is public, and the certificate is a finding of its own
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
        {
            until = shown is X509Certificate2 certificate ? certificate.NotAfter : null;
            return true;
        };
#pragma warning restore CA5359
        using var http = new HttpClient(handler) { BaseAddress = address, Timeout = Patience };
        try
        {
            using var ready = await http.GetAsync("health/ready", ct);
            var body = JsonNode.Parse(await ready.Content.ReadAsStringAsync(ct));
            Dictionary<string, string> keys = [];
            foreach (var side in sides)
            {
                using var key = await http.GetAsync($"logs/{side}/key", ct);
                if (key.IsSuccessStatusCode)
                {
                    keys[side] = await key.Content.ReadAsStringAsync(ct);
                }
            }

            var app = ready.Headers.TryGetValues(AppManifest.Header, out var told) ? told.FirstOrDefault() : null;
            return new($"{address}", null, body, keys, ready.Headers.Date, until, app);
        }
        catch (Exception silence) when (silence is HttpRequestException or JsonException or TaskCanceledException
            or InvalidOperationException && !ct.IsCancellationRequested)
        {
            return new($"{address}", silence.Message, null, new Dictionary<string, string>(), null, until);
        }
    }
}
