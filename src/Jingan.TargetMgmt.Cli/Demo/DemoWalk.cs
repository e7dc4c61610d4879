using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Commands;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Demo;

/// <summary>Takes a service through a made-up year, month by month, from what it holds already to twelve issued reports.</summary>
internal sealed class DemoWalk(DemoClients clients, ulong seed, int year, Terminal terminal)
{
    private IEnumerable<Period> Months => Enumerable.Range(1, 12).Select(m => new Period($"{year:0000}-{m:00}"));

    /// <summary>The summaries of the year's reports that are issued.</summary>
    public async Task<IReadOnlyDictionary<Period, string>> ReadIssuedAsync(CancellationToken ct)
    {
        Dictionary<Period, string> issued = [];
        foreach (var period in Months)
        {
            try
            {
                issued[period] = (await clients.Evaluator.GetAsync($"evaluation-reports/{period}", "application/json", ct)).ToObject()["summary"]?.ToString() ?? "";
            }
            catch (ServerRefusal refusal) when (refusal.Answer.Status == 404)
            {
                // Not issued yet.
            }
        }

        return issued;
    }

    /// <summary>What is missing, in order; returns how much of each was added.</summary>
    public async Task<JsonObject> RunAsync(DemoAssessors assessors, IReadOnlyDictionary<Period, string> issued, CancellationToken ct)
    {
        var reports = SyntheticYear.Of(seed, year, await ReadTargetsAsync(ct)).ToLookup(r => r.Period);
        var palette = await PaletteOfAsync(ct);
        var (reporting, rating) = (new DemoReporting(clients, seed, terminal), new DemoRating(clients.Evaluator, assessors, palette, seed, terminal));
        var (filed, ratings, seconds, decisions, released) = (0, 0, 0, 0, 0);
        foreach (var period in Months)
        {
            if (issued.ContainsKey(period))
            {
                Tell(new($"{period}：评估报告已出具，跳过。", $"{period}: its report is issued already, nothing to do."));
                continue;
            }

            var added = await reporting.FileAsync(period, [.. reports[period]], palette, ct);
            var marks = await rating.RateAsync(period, reports[period].Where(r => r.IsLead).ToDictionary(r => r.Target.Value), ct);
            await IssueAsync(period, assessors, await rating.ReadAsync(period, ct), ct);
            Tell(new(
                $"{period}：填报 {added}，评定 {marks.Ratings}，复评 {marks.SecondMarks}，裁定 {marks.Decisions}，评估报告已出具。",
                $"{period}: {added} progress reports, {marks.Ratings} ratings, {marks.SecondMarks} second marks, {marks.Decisions} decisions, evaluation report issued."));
            (filed, ratings, seconds, decisions, released) = (filed + added, ratings + marks.Ratings, seconds + marks.SecondMarks, decisions + marks.Decisions, released + 1);
        }

        return new() { ["year"] = year, ["seed"] = seed, ["progress"] = filed, ["ratings"] = ratings, ["secondMarks"] = seconds, ["decisions"] = decisions, ["issued"] = released };
    }

    private async Task<List<Target>> ReadTargetsAsync(CancellationToken ct)
    {
        List<Target> targets = [];
        await foreach (var node in clients.Office.ListAsync($"targets?year={year}", ct))
        {
            targets.Add(ServerJson.Read<Target>(node));
        }

        return targets.Count > 0 ? targets : throw CommandFailure.Refused(new(
            $"{year} 年没有目标；请先用 jtm import targets 导入。", $"there are no targets for {year}; import some first: jtm import targets."));
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

    private async Task IssueAsync(Period period, DemoAssessors assessors, List<WorklistItem> items, CancellationToken ct)
    {
        var summary = Synthetic.Text(
            $"{period.Year}年{period.LastMonth}月：目标{items.Count}项，评定{items.Count(i => i.Rating is not null)}项，抽取复评{items.Count(i => i.SecondMark is not null)}项。由 jtm demo 生成，种子 {seed}。");
        var draft = await ReportDraft.ReadAsync(clients.Evaluator, $"{period}", summary, withoutSecondMark: false, ct);
        var jws = assessors[0].Sign(draft.IssuedAt(terminal.Now));
        await clients.Evaluator.PostAsync("evaluation-reports", CompactJws.MediaType, Encoding.ASCII.GetBytes(jws), isDryRun: false, ct);
    }

    private void Tell(Text line)
    {
        if (!terminal.IsJson)
        {
            terminal.Say(line);
        }
    }
}
