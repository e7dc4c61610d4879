using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>pair</c>: progress reports through this build and through another one, in turns of a few seconds, so
/// that both have the machine at the same speeds.</summary>
internal static class PairScenario
{
    public const string Name = "pair";

    private const int Connections = 64, Turns = 12;

    public static async Task RunAsync(Settings settings, Results results)
    {
        var other = settings.Other
            ?? throw new FormatException($"{Name} takes {Settings.OtherOption} FILE: the Api's dll of another build.");
        await using var ours = await TargetService.StartAsync();
        await using var theirs = await TargetService.StartAsync(program: other);
        List<(string What, TargetService Service, SyntheticLibrary Library, List<LoadPoint> Points)> builds =
        [
            ("this build", ours, await SyntheticLibrary.PrepareAsync(ours, Connections), []),
            ("the other build", theirs, await SyntheticLibrary.PrepareAsync(theirs, Connections), []),
        ];
        foreach (var (_, service, library, _) in builds)
        {
            await LoadRun.MeasureAsync(
                service.Process, Submission.For(Connections, library, service.Token), Settings.Settle, Settings.WarmUp);
        }

        for (var turn = 0; turn < Turns; turn++)
        {
            results.Progress($"pair: turn {turn + 1} of {Turns}");

            // Who is first changes with each turn.
            foreach (var (_, service, library, points) in turn % 2 == 0 ? builds : Enumerable.Reverse(builds))
            {
                points.Add(await LoadRun.MeasureAsync(service.Process,
                    Submission.For(Connections, library, service.Token), Settings.Settle, settings.Measured));
            }
        }

        results.Show(Table(builds.Select(b => (b.What, b.Points))));
    }

    private static string Table(IEnumerable<(string What, List<LoadPoint> Points)> builds)
    {
        var text = new StringBuilder(
            $"| progress reports, {Connections} connections, {Turns} turns | per second, each turn | mean "
            + "| processor ms per 1,000 |\n|---|---|---:|---:|");
        foreach (var (what, points) in builds)
        {
            var each = string.Join(" ", points.Select(p => p.PerSecond.ToString("F0", CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"\n| {what} | {each} | {points.Average(p => p.PerSecond):N0} "
                + $"| {points.Average(p => p.Server / p.PerSecond) * 1_000_000:N0} |");
        }

        return text.ToString();
    }
}
