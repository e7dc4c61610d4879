using System.Security.Cryptography;
using System.Text;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Tests.Log.Witnessing;

/// <summary>A real witness on a free port, as C2SP tlog-witness asks for it; a test may have it misbehave.</summary>
internal sealed class WitnessServer : IAsyncDisposable
{
    private readonly Lock _turn = new();
    private readonly WebApplication _app;
    private VerifierKey? _log;
    private int _calls;

    private WitnessServer(WebApplication app, string name) =>
        (_app, Signer) = (app, CosignatureSigner.NewEd25519(name));

    public CosignatureSigner Signer { get; }

    public VerifierKey Key => Signer.VerifierKey;

    public string Url => _app.Urls.Single() + "/w";

    /// <summary>What it was asked to cosign, in order.</summary>
    public List<AddCheckpointRequest> Asked { get; } = [];

    /// <summary>How often anybody came, whatever for.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What it has cosigned last.</summary>
    public (long Size, byte[] Root) Newest { get; set; } = (0, MerkleTree.EmptyRoot);

    /// <summary>What it shows as its newest checkpoint; null: 404.</summary>
    public byte[]? Shown { get; set; }

    /// <summary>Its clock, POSIX seconds.</summary>
    public long Now { get; set; } = 1_530_406_923;

    /// <summary>Answers instead of it.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public static async Task<WitnessServer> StartAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var witness = new WitnessServer(builder.Build(), name);
        witness._app.Run(witness.AnswerAsync);
        await witness._app.StartAsync(TestContext.Current.CancellationToken);
        return witness;
    }

    /// <summary>Takes up a log.</summary>
    public void Trust(VerifierKey log) => _log = log;

    /// <summary>The checkpoint with its own line.</summary>
    public byte[] Cosign(byte[] note) =>
        SignedNote.TryParse(note, out var signed, out var fault)
        ? signed.With(Cosignature.Sign(Signer, Now, signed.Text.Span)).ToBytes()
        : throw new FormatException(fault);

    /// <summary>Its line, and a newline.</summary>
    public string Line(ReadOnlySpan<byte> checkpointText) =>
        Cosignature.Sign(Signer, Now, checkpointText).ToLine() + "\n";

    /// <summary>Answers 200 with what is made of the checkpoint's text.</summary>
    public Task AnswerWithAsync(HttpContext http, Func<byte[], string> answer) =>
        SignedNote.TryParse(Asked[^1].Checkpoint, out var note, out var fault)
        ? SendAsync(http, 200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(answer(note.Text.ToArray())))
        : throw new FormatException(fault);

    public static async Task SendAsync(HttpContext http, int status, string type, byte[] body)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        await http.Response.Body.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _calls);
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (http.Request.Path
            == $"/w/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_log!.Name)))}/checkpoint")
        {
            await SendAsync(http, Shown is null ? 404 : 200, "text/plain; charset=utf-8", Shown ?? []);
            return;
        }

        Assert.Equal(("POST", "/w/add-checkpoint"), (http.Request.Method, http.Request.Path.Value));
        if (AddCheckpointRequest.TryParse(body.ToArray(), out var request, out _))
        {
            lock (_turn)
            {
                Asked.Add(request);
            }
        }

        var (status, type, answer) = Instead is null ? Decide(request) : default;
        await (Instead is { } instead ? instead(http) : SendAsync(http, status, type, answer));
    }

    private (int Status, string Type, byte[] Body) Decide(AddCheckpointRequest? request)
    {
        if (request is null
            || !SignedNote.TryParse(request.Checkpoint, out var note, out _)
            || !Checkpoint.TryParse(note.Text.Span, out var checkpoint, out _)
            || request.OldSize > checkpoint.Size)
        {
            return (400, "text/plain", []);
        }

        if (checkpoint.Origin != _log!.Name || !note.Verify([_log]).Accepted)
        {
            return (checkpoint.Origin == _log.Name ? 403 : 404, "text/plain", []);
        }

        lock (_turn)
        {
            if (request.OldSize != Newest.Size)
            {
                return (409, TlogSize.MediaType, TlogSize.ToBytes(Newest.Size));
            }

            if (request.OldSize == 0
                ? request.Proof.Count > 0
                : !MerkleProof.VerifyConsistency(Newest.Size, checkpoint.Size, Newest.Root, checkpoint.Root,
                    request.Proof))
            {
                return (422, "text/plain", []);
            }

            Newest = (checkpoint.Size, checkpoint.Root);
            Shown = Cosign(note.ToBytes());
            return (200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(Line(note.Text.Span)));
        }
    }
}
