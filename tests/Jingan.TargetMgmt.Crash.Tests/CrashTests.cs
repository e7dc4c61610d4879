using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Jingan.Tests.Seeds;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>The real process is killed under load, again and again. Nothing that it acknowledged may be lost, and it
/// may never say two things about its logs. Drafts are there, and receivers are told of what is in the log.</summary>
/// <remarks><c>JTM_CRASH_ROUNDS</c> sets how often; a round takes about two seconds. A message that
/// was on its way at the last kill is waited for, half a minute.
/// <c>JTM_TEST_SEED</c> sets the moments of the kills.</remarks>
public sealed class CrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Reporters = 32, Assessors = 2, Uploaders = 4, Drafters = 6, Askers = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("targetmgmt-crash").FullName;
    private readonly HashSet<Acknowledged> _lastBeforeAKill = [];
    private Receiver _receiver = null!;
    private Clients? _clients;

    public async ValueTask InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public Task No_kill_loses_an_acknowledged_write_or_makes_a_second_root() => TestSeed.RunAsync(KillAsync);

    [SuppressMessage("Security", "CA5394", Justification = "Moments to kill at, not secrets.")]
    private async Task KillAsync(Random moments)
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("JTM_CRASH_ROUNDS"), CultureInfo.InvariantCulture,
            out var more) ? more : 10;
        for (var round = 0; round < rounds; round++)
        {
            using var service = NewProcess();
            if (round % 5 == 4)
            {
                // killed while it starts
                await Task.Delay(moments.Next(100, 1500), TestContext.Current.CancellationToken);
                continue;
            }

            var clients = await BeReadyAsync(service);
            var load = Task.WhenAll([.. clients.Writers.Select(w => w.RunAsync(service.Http)),
                .. clients.Logs.Select(l => l.WatchAsync(service.Http))]);
            // a busy machine takes its time; before the end each has something to ask for
            await Task.WhenAny(load, round < rounds - 2
                ? Task.WhenAny(clients.Writers.Select(w => w.Begun))
                : Task.WhenAll(clients.WithoutReceipt.Select(w => w.Begun)));
            await Task.WhenAny(load, Task.Delay(moments.Next(0, 700), TestContext.Current.CancellationToken));
            service.Kill();
            await load;
            _lastBeforeAKill.UnionWith(clients.Writers.Where(w => w.Receipts.Count > 0).Select(w => w.Receipts[^1]));
        }

        using var last = NewProcess();
        var told = await BeReadyAsync(last);
        await told.AssertNothingIsLostAsync(last.Http, _lastBeforeAKill, output);
        await told.AssertEvidenceIsWholeAsync(last.Http, Path.Combine(_folder, "data", "evidence"));
        await _receiver.AssertToldOfAsync(await told.ReadGovernmentAsync(last.Http), output);
        output.WriteLine($"drafts: {told.Writers.OfType<Drafter>().Sum(d => d.Acknowledged)} acknowledged");
    }

    private ServiceProcess NewProcess() => new(_folder, _receiver.Settings(_folder));

    // Ready, without doubt, and with all that the clients know of it.
    private async Task<Clients> BeReadyAsync(ServiceProcess service)
    {
        await service.BeReadyAsync();
        _clients ??= await Clients.MeetAsync(service.Http, _folder, Reporters, Assessors, repeats: i => i % 2 == 0,
            uploaders: Uploaders, drafters: Drafters, askers: Askers);
        await _clients.AssertContinuesAsync(service.Http);
        return _clients;
    }
}
