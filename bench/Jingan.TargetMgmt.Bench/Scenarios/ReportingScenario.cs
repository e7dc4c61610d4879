using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>reporting</c>: what units and the office read while 5,000 targets are reported on in twelve periods, the
/// last of them still owed, and 200 drafts that one person signs at once.</summary>
internal static class ReportingScenario
{
    private const int Targets = 5_000;
    private const int Connections = 50;
    private const int Drafts = 200;
    private const int Rounds = 20;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, Targets / SyntheticLibrary.TargetsEach);
        var periods = await SyntheticYear.OpenAsync(service, SyntheticYear.Today.Year);
        var (reported, last) = (periods.SkipLast(1).ToList(), periods[^1]);
        results.Progress($"reporting: {Targets * reported.Count:N0} reports");
        var reports = new YearOfReports(library.Targets, reported, service.Token);
        await LoadRun.SendAsync(
            service.Process, [.. Enumerable.Repeat(reports, Connections)], Targets * reported.Count);
        var unit = library.Targets[0].Unit;
        await SubmitAsync(service, results, unit, reported[^1]);
        await WaitAsync(service, library.Targets, reported[^1]);

        // The first unit has owed 200 targets more for the whole year: no unit's to-do is that long.
        unit = library.Targets[SyntheticLibrary.TargetsEach].Unit;
        var table = new LoadTable("reading", "note");
        foreach (var (what, path, role) in ((string, string, string)[])
        [
            ("to-do of a unit", "todo?limit=500", unit), ("to-do of the office", "todo", "office"),
            ("drafts", "drafts?limit=100", unit), ("remarks", "remarks?limit=100", "office"),
            ("who waits for whom", "waiting?limit=100", "office"),
            ("requests for an extension", "extension-requests?limit=100", "office"),
            ("evidence", "evidence?limit=100", "office"),
            ("targets", $"targets?year={SyntheticYear.Today.Year}&limit=100", "office"),
            ("changes of targets", $"targets/changes?year={SyntheticYear.Today.Year}&limit=100", "office"),
            ("expected reports", $"progress?period={reported[^1]}&limit=100", "office"),
            ("what is missing, of a unit", $"progress?period={last}&unit={unit}&state=notReported", unit),
            ("overview", $"reports/overview?period={reported[^1]}", "office"),
            ("completeness", $"reports/completeness?period={reported[^1]}", "office"),
            ("cooperation", $"reports/cooperation?period={reported[^1]}", "office"),
            ("burden", $"reports/burden?period={reported[^1]}", "office"),
        ])
        {
            results.Progress($"reporting: {what}");
            var exchange = new Download("/api/v1/" + path, service.Token(role));
            await LoadRun.MeasureAsync(service.Process, [exchange], Settings.Settle, Settings.WarmUp);
            table.Add(what, await LoadRun.MeasureAsync(
                service.Process, [exchange], Settings.Settle, settings.Measured), 200, "one reader");
        }

        results.Show(table.ToString());
    }

    // Every twentieth report waits for the lead unit of the target before it, and half of those are answered.
    private static async Task WaitAsync(TargetService service, IReadOnlyList<SyntheticTarget> targets, string period)
    {
        for (var i = 20; i < targets.Count; i += 20)
        {
            var (target, on) = (targets[i], targets.Take(i).Last(t => t.Unit != targets[i].Unit));
            var answer = await service.SendAsync(
                target.Unit, HttpMethod.Post, $"api/v1/targets/{target.Id}/progress", new JsonObject
                {
                    ["period"] = period, ["value"] = 1_000, ["narrative"] = "合成填报 (synthetic)",
                    ["signatory"] = "合成 (synthetic)", ["difficulties"] = "等候 (synthetic)",
                    ["waitsFor"] = new JsonArray(new JsonObject
                    {
                        ["targetId"] = on.Id, ["since"] = $"{period}-01", ["what"] = "批复 (synthetic)",
                    }),
                });
            if (i % 40 == 0)
            {
                await service.SendAsync(
                    on.Unit, HttpMethod.Post, $"api/v1/waiting/{answer["receipt"]!["index"]}/1/answers",
                    new JsonObject { ["text"] = "已报 (synthetic)" });
            }
        }
    }

    private static async Task SubmitAsync(TargetService service, Results results, string unit, string period)
    {
        await service.SendAsync("office", HttpMethod.Put, $"api/v1/units/{unit}", new JsonObject
        {
            ["name"] = "基准测试 (synthetic)", ["kind"] = "department", ["onePersonSigns"] = true,
        });
        var targets = await SyntheticLibrary.AddAsync(service, unit, Drafts, SyntheticYear.Today.Year);
        List<double> milliseconds = [];
        for (var round = 0; round < Rounds; round++)
        {
            results.Progress($"reporting: drafts, round {round + 1} of {Rounds}");
            JsonArray drafts = [];
            foreach (var target in targets)
            {
                var saved = await service.SendAsync(
                    unit, HttpMethod.Put, $"api/v1/targets/{target.Id}/drafts/{period}",
                    new JsonObject { ["value"] = 1_000 + round, ["narrative"] = $"合成填报 (synthetic) {round}" });
                drafts.Add(new JsonObject
                {
                    ["targetId"] = target.Id, ["period"] = period, ["etag"] = (string?)saved["draft"]!["etag"],
                });
            }

            var start = TimeProvider.System.GetTimestamp();
            await service.SendAsync(unit, HttpMethod.Post, "api/v1/drafts/submit", new JsonObject
            {
                ["drafts"] = drafts,
            });
            milliseconds.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        results.Show(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Drafts} drafts signed at once, {Rounds} times | ms |\n|---|---:|\n| fastest | {milliseconds[0]:F0} |\n"
            + $"| median | {milliseconds[Rounds / 2]:F0} |\n| slowest | {milliseconds[^1]:F0} |"));
    }
}
