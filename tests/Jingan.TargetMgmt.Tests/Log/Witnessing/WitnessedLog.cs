using System.Text;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Logs;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Witnessing;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Tests.Log.Witnessing;

/// <summary>A log in a real database that is served over HTTP and fed to its witnesses.</summary>
internal sealed class WitnessedLog : IAsyncDisposable
{
    private readonly TemporaryDatabase<GovernmentDb> _file;
    private readonly IReadOnlyList<WitnessServer> _witnesses;
    private readonly LogOptions _options;
    private WebApplication? _app;

    private WitnessedLog(SqlDialect engine, IReadOnlyList<WitnessServer> witnesses, LogOptions options)
    {
        (_file, _witnesses, _options) = (TemporaryDatabase.Government(engine), witnesses, options);
        Db = _file.Db;
    }

    public GovernmentDb Db { get; private set; }

    public HttpClient Client { get; private set; } = new();

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A log of that many entries, with witnesses that trust it.</summary>
    public static async Task<WitnessedLog> StartAsync(
        SqlDialect engine, int entries, int quorum, params IReadOnlyList<WitnessServer> witnesses)
    {
        var log = new WitnessedLog(engine, witnesses, Options(quorum, witnesses, w => w.Url));
        await log.AppendAsync(entries);
        await log.RestartAsync();
        return log;
    }

    /// <summary>The same with witnesses that no network reaches.</summary>
    public static async Task<WitnessedLog> StartAloneAsync(
        SqlDialect engine, int entries, params IReadOnlyList<WitnessServer> witnesses)
    {
        var log = new WitnessedLog(engine, witnesses, Options(witnesses.Count, witnesses, _ => ""));
        await log.AppendAsync(entries);
        await log.RestartAsync();
        return log;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        Db = _file.OpenAnother(_options);
        foreach (var witness in _witnesses)
        {
            witness.Trust(Db.Identity.VerifierKey);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(Db).AddSingleton<GovernmentDisclosure>()
            .AddWitnessFeed<GovernmentDb>("Government");
        builder.Services.ConfigureHttpJsonOptions(o => WireJson.Configure(o.SerializerOptions));
        _app = builder.Build();
        _app.UseRouting();
        _app.Use(RequestBody.ReadAsync);
        _app.MapLog<GovernmentDb, GovernmentDisclosure>("government");
        await _app.StartAsync(Ct);
        Client = new() { BaseAddress = new($"{_app.Urls.Single()}/logs/government/") };
    }

    /// <summary>The same log as others of its witnesses would have it.</summary>
    public GovernmentDb OpenAnother(int quorum, params IReadOnlyList<WitnessServer> witnesses) =>
        _file.OpenAnother(Options(quorum, witnesses, w => w.Url));

    /// <summary>Serves and feeds no more; the database stays.</summary>
    public async Task StopAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
            _app = null;
        }
    }

    /// <summary>One commit per entry.</summary>
    public async Task AppendAsync(int entries = 1)
    {
        for (var i = 0; i < entries; i++)
        {
            Assert.True(
                (await Db.Queue.CommitAsync([new(Encoding.UTF8.GetBytes($"entry {Guid.NewGuid()}"), [])],
                    Ct)).IsStored);
        }
    }

    public WitnessState StandingOf(WitnessServer witness) =>
        Db.WitnessStates.Of(Db.Witnesses.Single(k => k.Name == witness.Key.Name));

    public Task<byte[]> ReadAsync(string path) => Client.GetByteArrayAsync(path, Ct);

    /// <summary>What the log serves as its newest checkpoint,
    /// by a policy that asks for that many of its witnesses.</summary>
    public async Task<PolicyVerification> VerifyCheckpointAsync(int quorum) =>
        SignedNote.TryParse(await ReadAsync("checkpoint"), out var note, out var fault)
        ? Policy(quorum).Verify(note)
        : throw new FormatException(fault);

    public WitnessPolicy Policy(int quorum)
    {
        var text = new StringBuilder($"log {Db.Identity.VerifierKey}\n");
        foreach (var witness in _witnesses)
        {
            text.Append(Invariant($"witness {witness.Key.Name} {witness.Key}\n"));
        }

        var names = string.Join(' ', _witnesses.Select(w => w.Key.Name));
        text.Append(Invariant($"group all-of-them {quorum} {names}\nquorum all-of-them\n"));
        return WitnessPolicy.TryParse(text.ToString(), out var policy, out var fault)
            ? policy
            : throw new FormatException(fault);
    }

    /// <summary>Lets the service's clock run ten times as fast as ours until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var attempt = 0; !holds(); attempt++)
        {
            Assert.True(attempt < 3000, $"In vain waited until {what}.");
            _file.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10, Ct);
        }
    }

    public Task UntilCosignedAsync(WitnessServer witness, long size) =>
        UntilAsync(() => StandingOf(witness).CosignedSize == size,
            $"{witness.Key.Name} has cosigned {size}, not {StandingOf(witness)}");

    public Task UntilFaultAsync(WitnessServer witness, string says) =>
        UntilAsync(() => StandingOf(witness).Fault?.En.Contains(says, StringComparison.Ordinal) == true,
            $"the fault of {witness.Key.Name} says \"{says}\"");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _file.Dispose();
    }

    private static LogOptions Options(
        int quorum, IReadOnlyList<WitnessServer> witnesses, Func<WitnessServer, string> url) => new()
        {
            Witnesses = [.. witnesses.Select(w => new WitnessOptions { VerifierKey = w.Key.ToString(), Url = url(w) })],
            Quorum = quorum,
        };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
