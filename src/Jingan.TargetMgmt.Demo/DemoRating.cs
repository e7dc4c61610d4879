using System.Text;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>The evaluator's side of a made-up period: sample, marks, second marks, decisions.
/// What is there already is left alone.</summary>
internal sealed class DemoRating(
    ApiClient evaluator, DemoAssessors assessors, Palette palette, ulong seed, TimeProvider clock)
{
    private const string Share = "0.15";

    /// <summary>What one target gets, as far as it depends on the target.</summary>
    private sealed record Marks(SyntheticMark First, SyntheticMark Second, IReadOnlyList<int> Assessors);

    /// <summary>What was added.</summary>
    public sealed record Counts(int Ratings, int SecondMarks, int Decisions);

    /// <param name="reports">The period's reports of lead units, by target: how the targets really stand.</param>
    public async Task<Counts> RateAsync(
        Period period, IReadOnlyDictionary<string, SyntheticReport> reports, CancellationToken ct)
    {
        var items = await ReadAsync(period, ct);
        if (items.All(i => i.SecondMark is null) && items.Any(i => i is { Basis: not null, Rating: null }))
        {
            await DrawAsync(period, ct);
            items = await ReadAsync(period, ct);
        }

        // Where nothing is due yet there is nothing to judge, unless the sample asks.
        var first = items.Where(i => i is { Basis: not null, Rating: null }
            && (i.State is not ("notDue" or "suspended") || i.SecondMark is not null));
        var ratings = await SendAsync(
            period,
            first.Select(i => (i, MarksOf(period, i, reports)))
                .Select(m => (m.i, m.Item2.Assessors[0], ToJudgement(m.Item2.First), false)), ct);

        items = await ReadAsync(period, ct);
        var second = items.Where(i => i is { SecondMark: "due", Rating: not null });
        var marked = await SendAsync(
            period,
            second.Select(i => (i, MarksOf(period, i, reports)))
                .Select(m => (m.i, OtherThan(m.i, m.Item2.Assessors), ToJudgement(m.Item2.Second), true)), ct);

        items = await ReadAsync(period, ct);
        var open = items.Select(i => (Item: i, Marks: MarksOf(period, i, reports)))
            .Where(m => IsToDecide(m.Item, m.Marks));
        var decided = await SendAsync(
            period, open.Select(m => (m.Item, m.Marks.Assessors[2], Decision(period, m.Item, m.Marks), false)), ct);
        return new(ratings, marked, decided);
    }

    public Task<List<WorklistItem>> ReadAsync(Period period, CancellationToken ct) =>
        Worklist.ReadAsync(evaluator, $"{period}", ct);

    private Task<ApiAnswer> DrawAsync(Period period, CancellationToken ct) => evaluator.PostAsync(
        "second-marks/samples", "application/json",
        Encoding.UTF8.GetBytes($$"""{"period":"{{period}}","share":{{Share}}}"""), isDryRun: false, ct,
        $"synthetic-sample-{period}");

    private Marks MarksOf(Period period, WorklistItem item, IReadOnlyDictionary<string, SyntheticReport> reports)
    {
        var (target, suggested, report) = (new TargetId(item.TargetId), palette.RankOf(item.Suggestion?.Colour),
            reports.GetValueOrDefault(item.TargetId));
        var (standing, isLumpy) = (report?.Standing ?? suggested ?? DemoProgress.OnPlan, report?.IsLumpy == true);
        return new(
            SyntheticMark.First(seed, target, period, standing, isLumpy, suggested, palette.Worst),
            SyntheticMark.Second(seed, target, period, standing, isLumpy, suggested, palette.Worst),
            SyntheticMark.Assessors(seed, target, period));
    }

    private Judgement ToJudgement(SyntheticMark mark, string? reason = null) =>
        mark.ToJudgement(palette.CodeOf(mark.Rank), reason);

    private int OtherThan(WorklistItem item, IReadOnlyList<int> order) =>
        order.Skip(1).First(a => assessors[a].Kid != item.Rating!.Assessor);

    // Not where a third person has decided, nor where the first mark is none of ours.
    private bool IsToDecide(WorklistItem item, Marks marks) =>
        item.SecondMark == "done" && marks.First.Rank != marks.Second.Rank
        && item.Rating?.Assessor == assessors[marks.Assessors[0]].Kid;

    private Judgement Decision(Period period, WorklistItem item, Marks marks) =>
        ToJudgement(SyntheticMark.Decide(seed, new(item.TargetId), period, marks.First, marks.Second),
            "两次评定不同，经第三人裁定。");

    private async Task<int> SendAsync(
        Period period, IEnumerable<(WorklistItem Item, int Assessor, Judgement Judgement, bool IsSecondMark)> marks,
        CancellationToken ct)
    {
        // Each assessor sends a batch of their own; the service commits what comes together together.
        var log = await Statements.OriginAsync(evaluator, ct);
        var signed = marks.Select(m =>
            (m.Assessor,
                Jws: assessors[m.Assessor].Sign(RatingPayload.Of(
                    log, $"{period}", m.Item, m.Judgement, clock.GetUtcNow(), m.IsSecondMark)))).ToList();
        await Task.WhenAll(signed.GroupBy(s => s.Assessor).SelectMany(g => g.Chunk(RatingBatch.MostLines))
            .Select(chunk => RatingBatch.SendAsync(evaluator, [.. chunk.Select(s => s.Jws)], ct)));
        return signed.Count;
    }
}
