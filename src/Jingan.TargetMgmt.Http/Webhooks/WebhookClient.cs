using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>Posts messages as Standard Webhooks says. Whatever is at the other end, an attempt ends soon and takes
/// little memory; of an answer only the status counts, and its body is not read.</summary>
internal sealed class WebhookClient(WebhookOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // More of a body than that is not waited for: the connection is closed.
    private const int MostDrained = 4 * 1024;

    private readonly HttpClient _http = new(NewHandler(options.AllowPrivate))
    {
        Timeout = Timeout.InfiniteTimeSpan, // Patience is measured by the clock
    };

    /// <summary>One attempt; what goes wrong with it is the answer.</summary>
    public async Task<WebhookAnswer> SendAsync(WebhookEndpoint endpoint, WebhookMessage message, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            using var request = Request(endpoint, message);
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            return new(status, status.ToString(CultureInfo.InvariantCulture));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, "timeout");
        }
        catch (HttpRequestException broken)
        {
            return new(null, broken.InnerException is RefusedAddressException
                ? "address-refused"
                : $"unreachable ({broken.HttpRequestError})");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new(null, "secret-unreadable");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(WebhookEndpoint endpoint, WebhookMessage message)
    {
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        var signature = WebhookSecret.Sign(
            WebhookSecret.Read(endpoint.SecretFile), message.Id, seconds, message.Body);
        return new(HttpMethod.Post, endpoint.Url)
        {
            Headers =
            {
                { "webhook-id", message.Id },
                { "webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", signature },
                { "User-Agent", "Jingan.TargetMgmt" },
            },
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
    }

    // A redirect or a proxy would let somebody else choose what this service connects to.
    private static SocketsHttpHandler NewHandler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = MostDrained,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1), // names may move to other addresses
        ConnectCallback = (context, ct) => WebhookConnection.OpenAsync(context, allowPrivate, ct),
    };
}
