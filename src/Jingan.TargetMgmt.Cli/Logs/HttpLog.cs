using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>A log over HTTP: ours, or any other that follows C2SP tlog-tiles.</summary>
internal sealed class HttpLog : LogFiles
{
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceInAll = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;

    /// <param name="address">The log's prefix, such as <c>https://…/logs/evaluation</c>.</param>
    /// <param name="token">Access token for the entries; null: those of a public log.</param>
    /// <exception cref="ClientException">It is no address.</exception>
    public HttpLog(string address, string? token)
        : base(address)
    {
        var prefix = ServerOptions.ReadAddress(address);

        // As ApiClient: the token goes to this address only. Entries may come compressed (tlog-tiles).
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = !prefix.IsLoopback,
            AutomaticDecompression = DecompressionMethods.All,
        };
        _http = new(handler) { BaseAddress = prefix, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
    }

    public override int Concurrency => 8;

    public override bool OwesAll => true;

    public override async ValueTask<FileOutcome> ReadAsync(string path, MemoryStream into, CancellationToken ct)
    {
        var tooOften = new AskedTooOften(PatienceInAll);
        for (var attempt = 1; ; attempt++)
        {
            string fault;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            try
            {
                using var response = await _http.GetAsync(
                    path, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if (tooOften.WaitOf(response) is { } wait)
                {
                    attempt--; // that was none
                    await Task.Delay(wait, ct);
                    continue;
                }

                await CopyAsync(response, into, patience.Token);
                if ((int)response.StatusCode >= 500 && CodeOf(into) == ProblemCode.LogInDoubt.Code)
                {
                    throw ClientException.Damaged(new($"{Name}/{path}：服务自己答复日志存疑（log_in_doubt）：所存的记录缺失或被改动。",
                        $"{Name}/{path}: the service itself answers log_in_doubt: what it has stored is missing or "
                            + "was altered."));
                }

                if ((int)response.StatusCode < 500 && response.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    return Outcome(path, response.StatusCode, into);
                }

                fault = $"HTTP {(int)response.StatusCode}";
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                fault = NetworkFault.Of(failure).Current;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                fault = new Text("没有答复", "no answer").Current;
            }

            if (attempt == Attempts)
            {
                throw ClientException.Impossible(new(
                    $"读不到 {Name}/{path}（{fault}）。", $"cannot read {Name}/{path} ({fault})."));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), ct);
        }
    }

    public override SignedNote ParseCheckpoint(byte[] bytes) => SignedNote.TryParse(bytes, out var note, out var fault)
        ? note
        : throw ClientException.Impossible(new(
            $"{Name}/{CheckpointPath} 答复的不是检查点（{fault}）；请核对地址。",
            $"{Name}/{CheckpointPath} does not answer with a checkpoint ({fault}); check the address."));

    public override void Dispose() => _http.Dispose();

    private async Task CopyAsync(HttpResponseMessage response, MemoryStream into, CancellationToken ct)
    {
        into.SetLength(0);
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var part = new byte[16_384];
        for (int got; (got = await body.ReadAsync(part, ct)) > 0;)
        {
            into.Write(part, 0, got);
            if (into.Length > MaxLength)
            {
                throw ClientException.Impossible(new(
                    $"{Name} 的答复过长。", $"{Name} answers with more than any file of a log has."));
            }
        }
    }

    private FileOutcome Outcome(string path, HttpStatusCode status, MemoryStream body) => status switch
    {
        HttpStatusCode.OK => FileOutcome.Read,
        HttpStatusCode.NotFound => FileOutcome.Missing,
        HttpStatusCode.Forbidden when CodeOf(body) == ProblemCode.Embargoed.Code => FileOutcome.Embargoed,
        HttpStatusCode.Forbidden when CodeOf(body) == ProblemCode.EntryWithheld.Code => FileOutcome.Withheld,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw ClientException.Impossible(new(
            $"{Name}/{path} 须有访问令牌；请设置环境变量 JTM_TOKEN。",
            $"{Name}/{path} needs an access token; set the environment variable JTM_TOKEN.")),
        _ => throw ClientException.Impossible(new(
            $"{Name}/{path} 答复 HTTP {(int)status}；请核对地址。",
            $"{Name}/{path} answered HTTP {(int)status}; check the address.")),
    };

    private static string? CodeOf(MemoryStream body)
    {
        try
        {
            return (JsonNode.Parse(body.GetBuffer().AsSpan(0, (int)body.Length)) as JsonObject)?["code"]?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
