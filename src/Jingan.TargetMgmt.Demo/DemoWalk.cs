using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Demo;

/// <summary>Takes a service through a made-up year, month by month,
/// from what it holds already to twelve issued reports.</summary>
/// <param name="clients">Everybody who takes part.</param>
/// <param name="seed">The same seed and targets make the same contents.</param>
/// <param name="year">The year, which is over.</param>
/// <param name="clock">The present.</param>
internal sealed class DemoWalk(DemoClients clients, ulong seed, int year, TimeProvider clock)
{
    /// <summary>How much was added of each.</summary>
    public sealed record Added(
        int Year, ulong Seed, int Progress = 0, int Ratings = 0, int SecondMarks = 0, int Decisions = 0, int Issued = 0)
    {
        public Added With(int filed, DemoRating.Counts marks) => new(
            Year, Seed, Progress + filed, Ratings + marks.Ratings, SecondMarks + marks.SecondMarks,
            Decisions + marks.Decisions, Issued + 1);
    }

    /// <summary>Told how far it has got.</summary>
    public required Action<Text> Tell { get; init; }

    /// <summary>What made-up figures lean on.</summary>
    public required YearRules Rules { get; init; }

    /// <summary>The statistics of a report.</summary>
    public required Func<IReadOnlyCollection<CountedRating>, IEnumerable<TargetState>, JsonObject> Count { get; init; }

    private IEnumerable<Period> Months => Enumerable.Range(1, 12).Select(m => new Period($"{year:0000}-{m:00}"));

    /// <summary>The summaries of the year's reports that are issued.</summary>
    public async Task<IReadOnlyDictionary<Period, string>> ReadIssuedAsync(CancellationToken ct)
    {
        Dictionary<Period, string> issued = [];
        foreach (var period in Months)
        {
            try
            {
                issued[period] =
                    (await clients.Evaluator.GetAsync($"evaluation-reports/{period}", "application/json", ct))
                        .ToObject()["summary"]?.ToString() ?? "";
            }
            catch (ServerRefusal refusal) when (refusal.Answer.Status == 404)
            {
                // Not issued yet.
            }
        }

        return issued;
    }

    /// <summary>Adds what is missing, in order.</summary>
    /// <param name="keys">Brings the assessors' keys, once it is known that there is something to add.</param>
    /// <param name="issued">The summaries of the year's reports that are issued.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Added> RunAsync(
        Func<DemoAssessors> keys, IReadOnlyDictionary<Period, string> issued, CancellationToken ct)
    {
        var added = new Added(year, seed);
        if (Months.All(issued.ContainsKey))
        {
            return added;
        }

        var reports = SyntheticYear.Of(seed, year, await ReadTargetsAsync(ct), Rules).ToLookup(r => r.Period);
        var palette = await PaletteOfAsync(ct);
        using var assessors = keys();
        await assessors.RegisterAsync(clients.Evaluator, clock.GetUtcNow(), ct);
        var (reporting, rating) = (new DemoReporting(clients, seed, clock),
            new DemoRating(clients.Evaluator, assessors, palette, seed, clock));
        foreach (var period in Months.Where(p => !issued.ContainsKey(p)))
        {
            var filed = await reporting.FileAsync(period, [.. reports[period]], palette, ct);
            var marks = await rating.RateAsync(
                period, reports[period].Where(r => r.IsLead).ToDictionary(r => r.Target.Value), ct);
            await IssueAsync(period, assessors[0], await rating.ReadAsync(period, ct), ct);
            added = added.With(filed, marks);
            Tell(new(
                $"{period}：填报 {filed}，评定 {marks.Ratings}，复评 {marks.SecondMarks}，裁定 {marks.Decisions}，评估报告已出具。",
                $"{period}: {filed} progress reports, {marks.Ratings} ratings, {marks.SecondMarks} second marks,"
                    + $" {marks.Decisions} decisions, evaluation report issued."));
        }

        return added;
    }

    private async Task<List<Target>> ReadTargetsAsync(CancellationToken ct)
    {
        List<Target> targets = [];
        await foreach (var node in clients.Office.ListAsync($"targets?year={year}", ct))
        {
            targets.Add(ServerJson.Read<Target>(node));
        }

        return targets.Count > 0 ? targets : throw ClientException.Refused(new(
            $"{year} 年没有目标；请先用 jtm import targets 导入。",
            $"there are no targets for {year}; import some first: jtm import targets."));
    }

    // The scheme in force tells its colours; the worklist tells the scheme.
    private async Task<Palette> PaletteOfAsync(CancellationToken ct)
    {
        await foreach (var node in clients.Evaluator.ListAsync($"worklist?period={Months.First()}", ct))
        {
            return await Palette.ReadAsync(clients.Evaluator, ServerJson.Read<WorklistItem>(node).Scheme, ct);
        }

        throw ServerJson.NotUnderstood("worklist");
    }

    private async Task IssueAsync(Period period, AssessorKey assessor, List<WorklistItem> items, CancellationToken ct)
    {
        var summary = Synthetic.Text(
            $"{period.Year}年{period.LastMonth}月：目标{items.Count}项，评定{items.Count(i => i.Rating is not null)}项，抽取复评"
                + $"{items.Count(i => i.SecondMark is not null)}项。{Synthetic.SeedSaid(seed)}");
        var draft = await ReportDraft.ReadAsync(clients.Evaluator, $"{period}", summary, withoutSecondMark: false,
            Count, ct);
        var jws = assessor.Sign(draft.IssuedAt(clock.GetUtcNow()));
        await clients.Evaluator.PostAsync("evaluation-reports", CompactJws.MediaType, Encoding.ASCII.GetBytes(jws),
            isDryRun: false, ct);
    }
}
