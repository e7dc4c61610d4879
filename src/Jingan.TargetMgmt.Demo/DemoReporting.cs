using System.Text.Json;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Demo;

/// <summary>The government side of a made-up period: the office opens it, the units report,
/// the office closes it.</summary>
internal sealed class DemoReporting(DemoClients clients, ulong seed, TimeProvider clock)
{
    private const int AtOnce = 16;
    private const int DaysToReport = 10;
    private const int DaysToClose = 20;

    private static readonly DateOnly NotYet = new(2099, 12, 31);

    private sealed record Listed(Period Code, DateOnly ClosesOn);

    private sealed record Expected(TargetId TargetId, UnitCode Unit);

    /// <summary>The last day on which a period takes reports: from the day after,
    /// its evaluation report may be issued.</summary>
    public static DateOnly ClosesOn(Period period) => period.EndsOn.AddDays(DaysToClose);

    /// <summary>Files what is not filed yet, and returns how many reports that were.
    /// A period that is closed stays as it is.</summary>
    public async Task<int> FileAsync(
        Period period, IReadOnlyList<SyntheticReport> reports, Palette palette, CancellationToken ct)
    {
        if (await IsClosedAsync(period, ct))
        {
            return 0;
        }

        // When a report was filed decides whether it is late, and all of this is filed today:
        // what moves is the due date.
        var (due, missing) = (period.EndsOn.AddDays(DaysToReport), await MissingAsync(period, reports, ct));
        foreach (var (dueOn, filed) in new[]
        {
            (NotYet, missing.Where(r => !r.IsLate).ToList()), (due, missing.Where(r => r.IsLate).ToList()),
        }.Where(f => f.Item2.Count > 0))
        {
            await PutWindowAsync(period, dueOn, NotYet, ct);
            await Parallel.ForEachAsync(filed, new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = ct,
            }, async (report, stop) => await clients.ReporterOf(report.Unit)
                .PostAsync($"targets/{report.Target}/progress", "application/json", report.ToJson(palette),
                    isDryRun: false, stop, report.IdempotencyKey(seed)));
        }

        await PutWindowAsync(period, due, ClosesOn(period), ct);
        return missing.Count;
    }

    private async Task<bool> IsClosedAsync(Period period, CancellationToken ct)
    {
        var today = ShanghaiDate.Of(clock.GetUtcNow());
        await foreach (var node in clients.Office.ListAsync($"periods?year={period.Year}", ct))
        {
            if (ServerJson.Read<Listed>(node) is var known && known.Code == period)
            {
                return today > known.ClosesOn;
            }
        }

        await PutWindowAsync(period, period.EndsOn.AddDays(DaysToReport), NotYet, ct);
        return false;
    }

    // What somebody reported stays: only silence is filled.
    private async Task<List<SyntheticReport>> MissingAsync(
        Period period, IReadOnlyList<SyntheticReport> reports, CancellationToken ct)
    {
        HashSet<(TargetId, UnitCode)> missing = [];
        await foreach (var node in clients.Office.ListAsync($"progress?period={period}&state=missing", ct))
        {
            var expected = ServerJson.Read<Expected>(node);
            missing.Add((expected.TargetId, expected.Unit));
        }

        return [.. reports.Where(r => missing.Contains((r.Target, r.Unit)))];
    }

    private Task<ApiAnswer> PutWindowAsync(Period period, DateOnly dueOn, DateOnly closesOn, CancellationToken ct) =>
        clients.Office.PutAsync(
        $"periods/{period}",
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                startsOn = period.StartsOn, endsOn = period.EndsOn, opensOn = period.StartsOn, dueOn, closesOn,
                reason = Synthetic.Text("补录往年填报"),
            }, WireJson.Options), ct);
}
