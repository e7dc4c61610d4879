using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>What a witness answered, at most <see cref="WitnessClient.MaxAnswer"/> bytes of it.</summary>
internal sealed record WitnessAnswer(int Status, string? MediaType, byte[] Body)
{
    /// <summary>The size that a conflict names; null when this is another answer.</summary>
    public long? ConflictSize =>
        Status == 409 && MediaType == TlogSize.MediaType && TlogSize.TryParse(Body, out var size) ? size : null;
}

/// <summary>Speaks to one witness (C2SP tlog-witness). Whatever is at the other end,
/// a request ends soon and takes little memory.</summary>
/// <param name="http">See <see cref="NewHttpClient"/>.</param>
/// <param name="url">Its prefix, from the configuration and nowhere else.</param>
/// <param name="clock">Measures <see cref="Patience"/>.</param>
internal sealed class WitnessClient(HttpClient http, string url, TimeProvider clock)
{
    /// <summary>The most bytes of an answer that are read.</summary>
    public const int MaxAnswer = 16 * 1024;

    /// <summary>How long an answer may take, to its last byte.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _prefix = url.TrimEnd('/');

    /// <summary>A client that goes where it is told: a redirect would let a witness choose what this service connects
    /// to.</summary>
    public static HttpClient NewHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = MaxAnswer / 1024,
        MaxResponseDrainSize = MaxAnswer,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // names may move to other addresses
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // Patience is measured by the clock
    };

    /// <summary>Submits a checkpoint.</summary>
    /// <exception cref="WitnessFaultException">There was no answer, or one that is too long.</exception>
    public async Task<WitnessAnswer> AddCheckpointAsync(AddCheckpointRequest body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_prefix}/add-checkpoint")
        {
            Content = new ByteArrayContent(body.ToBytes()),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        return await SendAsync(request, ct);
    }

    /// <summary>The checkpoint that the witness shows as the newest it has cosigned for an origin.</summary>
    /// <exception cref="WitnessFaultException">There was no answer, or one that is too long.</exception>
    public async Task<WitnessAnswer> ReadCheckpointAsync(string origin, CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_prefix}/{name}/checkpoint");
        return await SendAsync(request, ct);
    }

    private async Task<WitnessAnswer> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var body = new byte[MaxAnswer + 1];
            var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, either.Token);
            return length > MaxAnswer
                ? throw WitnessFault.TooLong(MaxAnswer)
                : new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body[..length]);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw WitnessFault.TooSlow(Patience, late);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw WitnessFault.Unreachable(broken);
        }
    }
}
