using System.Text.Json;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Draws a period's second-mark sample 复评样本 again, and computes again what the report says of it.</summary>
internal sealed class SampleCheck(
    IssuedReport report, PeriodGround ground, IReadOnlyDictionary<TargetId, CountedVersion> population,
    Findings findings)
{
    /// <param name="rootAtClose">The government log's root at the close.</param>
    public void Run(string rootAtClose)
    {
        if (report.Sample is not var (index, sample, scheme))
        {
            Require(report.Document.SecondMarks is null, report.At, "没有抽取样本，却列了复评",
                "no sample was drawn, and it tells of second marks");
            return;
        }

        Require(sample.LogSize == ground.End, index, $"样本（第 {index} 条）的 logSize 为 {sample.LogSize}，关闭时为 {ground.End}",
            $"the sample, entry {index}, has the logSize {sample.LogSize}, the close {ground.End}");
        Require(sample.Seed == rootAtClose, index, $"样本（第 {index} 条）的种子不是关闭时政府日志的根",
            $"the sample, entry {index}, has another seed than the government log's root at the close");
        if (scheme is null)
        {
            return; // the scheme cannot be read, which is told where it is missed
        }

        var classOf = population
            .Select(t =>
                (Id: t.Key, Facts: ground.Facts.Read(t.Key, report.Period, t.Value.Counted.Version, () => null)!))
            .Where(t => t.Facts.Lead is not null)
            .ToDictionary(t => t.Id, t => SuggestionRule.Suggest(scheme, report.Period, t.Facts).Class ?? "");
        Require(
            classOf.Values.CountBy(c => c)
                .OrderBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new SamplePopulation(c.Key, c.Value))
                .SequenceEqual(sample.Classes),
            index, $"样本（第 {index} 条）各类的目标数与重算不同",
            $"the sample, entry {index}, has other classes than those recomputed");
        var drawn = SampleDraw.Draw(
            sample.Seed, report.Period, classOf.Select(c => (c.Key, c.Value)),
            c => sample.Shares?.TryGetValue(c, out var own) == true ? own : sample.Share);
        Require(drawn.SequenceEqual(sample.Targets), index, $"样本（第 {index} 条）与重抽不同",
            $"the sample, entry {index}, is not what is drawn again");

        var marks = SecondMarkSummary.Of([.. sample.Targets.Select(t => Marked(t, classOf.GetValueOrDefault(t, "")))],
            report.Document.Colours);
        var (said, counted) = (JsonSerializer.Serialize(report.Document.SecondMarks, WireJson.Options),
            JsonSerializer.Serialize(marks, WireJson.Options));
        Require(said == counted, report.At, $"secondMarks 为 {said}，重算为 {counted}",
            $"its secondMarks is {said}, computed again it is {counted}");
    }

    // Where the marks differ, what replaced the first of them after the second was there is the decision.
    private MarkedTarget Marked(TargetId target, string name)
    {
        var own = report.Ratings.Where(r => r.Value.Rating.TargetId == target).OrderBy(r => r.Key).ToList();
        var (index, mark) = own.Find(r => r.Value.Rating.SecondMark);
        if (mark is null)
        {
            return new(target, name, null, null, null);
        }

        var first = report.Ratings.GetValueOrDefault(mark.Beside ?? -1)?.Rating.Colour;
        var inForce = own.FindLast(r => !r.Value.Rating.SecondMark).Key;
        return new(target, name, first, mark.Rating.Colour, first != mark.Rating.Colour && inForce > index
            ? inForce
            : null);
    }

    private void Require(bool holds, long at, string zh, string en)
    {
        if (!holds)
        {
            findings.AddDamage(at, new($"{report.Name}：{zh}", $"{report.Name}: {en}"));
        }
    }
}
