using System.Net.Http.Headers;
using System.Text;
using Jingan.TargetMgmt.Cli.Witnessing;
using Jingan.TargetMgmt.Tests.Verification;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>A witness on a free port of this machine, as <c>jtm witness serve</c> runs it.</summary>
internal sealed class RunningWitness : IAsyncDisposable
{
    private readonly Witness _witness;
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private RunningWitness(Witness witness, WebApplication app) =>
        (_witness, _app, _http) = (witness, app, new HttpClient { BaseAddress = new(app.Urls.Single()) });

    public static CosignatureSigner Signer { get; } = CosignatureSigner.Ed25519(
        "witness.test", [.. Enumerable.Repeat((byte)77, 32)]);

    /// <summary>Where it answers.</summary>
    public Uri Address => _http.BaseAddress!;

    public static async Task<RunningWitness> StartAsync(Jtm jtm, params VerifierKey[] logs)
    {
        var witness = new Witness(Signer, logs, jtm.PathOf("witness"), jtm.Clock);
        var app = WitnessHost.Create(witness, "http://127.0.0.1:0", _ => { });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(witness, app);
    }

    public static byte[] BodyOf(TestLog log, long old, long size, SignedNote? checkpoint = null) =>
        new AddCheckpointRequest(old, old <= size ? log.Consistency(old, size) : [],
            (checkpoint ?? log.Checkpoint(size, witnesses: 0)).ToBytes()).ToBytes();

    public Task<Answer> AddAsync(TestLog log, long old, long size, SignedNote? checkpoint = null) =>
        AddAsync(BodyOf(log, old, size, checkpoint));

    public async Task<Answer> AddAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/plain") },
        };
        using var response = await _http.PostAsync("add-checkpoint", content, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> NewestAsync(string originHash)
    {
        using var response = await _http.GetAsync($"{originHash}/checkpoint", TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _witness.Dispose();
    }

    internal sealed record Answer(int Status, string? MediaType, string Body)
    {
        public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(
                TestContext.Current.CancellationToken)));
    }
}
