using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Api.Tests.Telemetry;
using Jingan.TargetMgmt.Api.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Api.Tests.Logs;

/// <summary>Whoever verifies a log asks for bundles that are sealed for everybody as yet: the service log counts
/// that as no attempt (event 3123), and every other refusal as before.</summary>
public sealed partial class SealedBundleNotesTests : IDisposable
{
    private readonly EveryLog _log = new();
    private readonly ServiceFactory _service;

    public SealedBundleNotesTests() => _service = new SqliteFactory
    {
        Additions = s => s.AddSingleton<ILoggerProvider>(_log),
    }.OnSocket();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Only_what_is_sealed_for_everybody_is_not_counted()
    {
        await _service.RegisterAsync();
        await _service.ReportAsync(3.1m);
        var rated = await _service.RatedAsync(await _service.ClaimsAsync());
        _service.Clock.Advance(TimeSpan.FromMinutes(2));
        _log.Lines.Clear();

        // The embargo alone keeps it from an auditor; and the first mark, before the sample is drawn, from the
        // evaluator's people.
        await AskAsync("auditor", $"tile/entries/000.p/{rated + 1}");
        await AskAsync("evaluator", $"tile/entries/000.p/{rated + 1}");
        await AskAsync("auditor", $"entry/{rated}"); // this one, and no other
        await AskAsync("LSJ", $"tile/entries/000.p/{rated + 1}"); // released or not, it is not for reporters
        await AskAsync("LSJ", $"tile/entries/000.p/{rated}");

        await _service.UntilAsync(() =>
        {
            _service.Clock.Advance(TimeSpan.FromMinutes(2));
            return Counted().Sum(c => c.Times) >= 3;
        });
        Assert.Equal(
            [
                ("GET /logs/evaluation/entry/{index:long:min(0)}", 1),
                ("GET /logs/evaluation/tile/entries/{**rest}", 2),
            ],
            Counted().GroupBy(c => c.Route).Select(g => (g.Key, g.Sum(c => c.Times))).Order());
    }

    private async Task AskAsync(string who, string path) => Assert.Equal((path, 403),
        (path, (await _service.As(who).ReadAsync($"/logs/evaluation/{path}")).Status));

    private IEnumerable<(string Route, int Times)> Counted() => _log.Lines.Where(l => l.Event == 3123)
        .Select(l => Line().Match(l.Text)).Select(m => (m.Groups[1].Value,
            int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"answered 403 on (.*), (\d+) times")]
    private static partial Regex Line();
}
