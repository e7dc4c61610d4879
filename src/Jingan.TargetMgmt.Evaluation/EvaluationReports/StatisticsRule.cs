using System.Text.Json;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>What is signed as statistics is what the ratings add up to;
/// what an assessor wants to say beyond that has a place of its own.</summary>
internal static class StatisticsRule
{
    /// <summary>Whether the claimed statistics have a form that can be compared, and written canonically.</summary>
    public static Problem? Shape(JsonElement claimed)
    {
        if (claimed.ValueKind != JsonValueKind.Object)
        {
            return Problem.Invalid("/statistics", new("须为对象", "must be an object"));
        }

        try
        {
            CanonicalJson.Write(claimed);
        }
        catch (FormatException)
        {
            return Problem.Invalid("/statistics", new(
                "数字须为整数（比例等请写成文本，如 \"0.85\"），文字须为有效的 Unicode",
                "numbers must be integers (write shares as text, such as \"0.85\"), text must be valid Unicode"));
        }

        var unknown = ReportStatistics.Unknown(claimed);
        return unknown.Count == 0 ? null : Problem.Invalid(unknown.Select(name => (
            $"/statistics/{name}",
            new Text($"不是统计项；自行补充的内容请放在 {ReportStatistics.Other}",
                $"is no figure of a report; put what you add into {ReportStatistics.Other}").Current)));
    }

    /// <summary>The refusal of any figures while first marks are sealed:
    /// whether they are right would tell what a second assessor must not know.</summary>
    /// <param name="isSealed">Whether a rating of the period waits for its second mark.</param>
    public static Problem? Sealed(JsonElement claimed, bool isSealed) =>
        isSealed && claimed.EnumerateObject().Any(m => m.Name != ReportStatistics.Other)
        ? Problem.Invalid("/statistics", new(
            $"尚有评定密封（未抽取复评样本，或待复评），除 {ReportStatistics.Other} 外不得签署统计；报告出具后任何人都可由报告重算",
            $"may have nothing but {ReportStatistics.Other} while marks are sealed, for want of a sample or of a "
                + "second mark; anybody can count the figures from the report once it is issued"))
        : null;

    /// <summary>The refusal of figures that the ratings do not add up to, with those that they do.</summary>
    public static Problem? Refusal(
        JsonElement claimed, IReadOnlyList<RatingFact> ratings, IReadOnlyList<ReportDocument.UnratedTarget> unrated)
    {
        var counted = ReportStatistics.Of(
            [.. ratings.Select(r => new CountedRating(r.Colour, r.Class, r.LeadUnit.Value, r.Divergence?.Code,
                r.Correction))], unrated.Select(u => u.State));
        var differing = ReportStatistics.Differing(claimed, counted);
        return differing.Count == 0
            ? null
            : new(ProblemCode.StatisticsDiffer, new(
                $"所签统计与评定不符：{string.Join("、", differing)}；请按 statistics 中的数字重新签署，或重新运行 jtm report issue。",
                $"The statistics signed are not what the ratings add up to: {string.Join(", ", differing)}; sign the "
                    + "figures in statistics, or run jtm report issue again."))
            { Extensions = new Dictionary<string, object?> { ["differing"] = differing, ["statistics"] = counted } };
    }
}
