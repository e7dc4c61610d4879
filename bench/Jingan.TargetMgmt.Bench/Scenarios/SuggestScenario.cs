using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>suggest</c>: suggestions for made-up targets of every kind, in this process, one thread, no service; by
/// processor time, so that what else the machine does counts little.</summary>
internal static class SuggestScenario
{
    private const int Targets = 1_000;
    private const int Rounds = 1_000;
    private const int Runs = 5;

    private static readonly Period Period = new("2018-07");

    public static Task RunAsync(Settings settings, Results results)
    {
        results.Progress("suggest: every kind of target");
        var rows = new StringBuilder(
            "| suggestions under 2018.1 | per second of one core, median of 5 runs | slowest run |\n|---|---:|---:|");
        foreach (var (what, facts) in (IEnumerable<(string, Func<int, TargetFacts>)>)[
            ("a quarter of each: towards a value, ceiling or floor, milestones, judged", Mixed),
            ("quantitative, towards a value", Towards),
            ("milestones, six nodes", Milestones),
        ])
        {
            var (median, slowest) = Measure([.. Enumerable.Range(0, Targets).Select(facts)]);
            rows.Append(CultureInfo.InvariantCulture, $"\n| {what} | {median:N0} | {slowest:N0} |");
        }

        results.Show(rows.ToString());
        return Task.CompletedTask;
    }

    private static (double Median, double Slowest) Measure(TargetFacts[] facts)
    {
        var scheme = ColourScheme.Example2018;
        var speeds = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var start = Environment.CpuUsage.TotalTime;
            var coloured = 0;
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var of in facts)
                {
                    coloured += SuggestionRule.Suggest(scheme, Period, of).Colour is null ? 0 : 1;
                }
            }

            speeds.Add(Targets * (double)Rounds / (Environment.CpuUsage.TotalTime - start).TotalSeconds);
            GC.KeepAlive(coloured);
        }

        var measured = speeds.Skip(1).Order().ToList(); // the first run warms up
        return (measured[Runs / 2], measured[0]);
    }

    private static TargetFacts Mixed(int i) => (i % 4) switch
    {
        0 => Towards(i),
        1 =>
            Facts(Target(i, TargetKind.Quantitative, i % 8 < 4 ? Direction.NotExceed : Direction.Maintain) with
            {
                TargetValue = 2.5m,
            }, Report(2 + (i % 13 / 10m))),
        2 => Milestones(i),
        _ => Facts(Target(i, TargetKind.Qualitative, null), Report(null)),
    };

    private static TargetFacts Towards(int i) => Facts(
        Target(i, TargetKind.Quantitative, i % 3 == 0
            ? Direction.Decrease
            : Direction.Increase) with
        { Baseline = i % 3 == 0 ? 900.5m : 100.25m, TargetValue = 500 },
        Report(350 + (i % 97 * 1.03m)));

    private static TargetFacts Milestones(int i)
    {
        var nodes = Enumerable.Range(1, 6).Select(n => new TargetNode($"N{n}", "合成节点", new(2018, n * 2, 28))).ToList();
        return Facts(
            Target(i, TargetKind.Milestone, null) with { Nodes = nodes },
            Report(null) with
            {
                Nodes = [.. nodes.Select((n, at) => new NodeState(n.Code, at < i % 5 ? n.Due : null))],
            });
    }

    private static Target Target(int i, TargetKind kind, Direction? direction) => new(
        new($"BENCH-{i:D5}"), 2018, TargetLevel.Departmental, "基准测试 (synthetic)", "合成目标", TargetNature.Anticipated,
        kind, new("U01"), "基准测试 (synthetic)",
        Direction: direction, Aggregation: kind == TargetKind.Quantitative ? Aggregation.Cumulative : null);

    private static ProgressReport Report(decimal? value) => new(
        new("U01"), 1, value, false, null, "合成", null, null, null, [], "合成", "合成", Timeliness.OnTime,
        "2018-07-31T00:00:00.000Z", new("government", 0, ""));

    private static TargetFacts Facts(Target target, ProgressReport report) => new(target, 1, report, [], []);
}
