using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>When an evaluation report may be issued: the window has ended, every reported target is rated on its latest report, and all ratings are in.</summary>
internal static class ReportRule
{
    public static Problem? Refusal(ReportClaims claims, PeriodFacts facts, ColourScheme scheme, IReadOnlyList<RatingFact> inForce, DateOnly today) =>
        Window(facts.Period, today) ?? Scheme(claims, scheme) ?? Repeated(claims) ?? Stale(claims, facts, inForce) ?? Incomplete(claims, facts, scheme, inForce);

    /// <summary>The targets without a rating, with their state under the scheme.</summary>
    public static IReadOnlyList<ReportDocument.UnratedTarget> Unrated(PeriodFacts facts, ColourScheme scheme, IReadOnlyList<RatingFact> inForce)
    {
        var rated = inForce.Select(r => r.TargetId).ToHashSet();
        return [.. facts.Targets.Where(t => !rated.Contains(t.Target.Id))
            .Select(t => new ReportDocument.UnratedTarget(t.Target.Id, SuggestionRule.Suggest(scheme, facts.Period.Code, t).State))];
    }

    // Extensions do not count: they let one unit file later, they do not hold the report up.
    private static Problem? Window(ReportingPeriod period, DateOnly today) => period.IsClosedOn(today)
        ? null
        : new(ProblemCode.PeriodNotClosed, new(
            $"填报期 {period.Code} 开放至 {period.ClosesOn:yyyy-MM-dd}；关闭后方可出具报告。", $"{period.Code} takes reports until {period.ClosesOn:yyyy-MM-dd}; issue the report after that."))
        { Extensions = new Dictionary<string, object?> { ["period"] = period } };

    /// <summary>A report goes out without a second mark only when whoever signs it says for which targets: else one that is late would never be missed.</summary>
    public static Problem? SecondMarks(ReportClaims claims, SecondMarkSummary? marks)
    {
        var missing = marks?.Missing ?? [];
        return missing.Select(t => t.Value).Order(StringComparer.Ordinal).SequenceEqual((claims.WithoutSecondMark ?? []).Select(t => t.Value).Order(StringComparer.Ordinal))
            ? null
            : new(ProblemCode.RatingsIncomplete, new(
                "复评样本中尚有目标未复评；请先复评，或在 withoutSecondMark 中如实列出后再出具。",
                "Targets of the sample have no second mark; have them marked, or list exactly these in withoutSecondMark and issue."))
            { Extensions = new Dictionary<string, object?> { ["withoutSecondMark"] = missing } };
    }

    private static Problem? Scheme(ReportClaims claims, ColourScheme scheme) => claims.Scheme == scheme.Version
        ? null
        : new(ProblemCode.UnknownScheme, new($"现行的办法是 {scheme.Version}。", $"The scheme in force is {scheme.Version}."));

    private static Problem? Repeated(ReportClaims claims)
    {
        var repeated = string.Join(", ", claims.Ratings.CountBy(i => i).Where(c => c.Value > 1).Select(c => c.Key).Order());
        return repeated.Length == 0 ? null : Problem.Invalid("/ratings", new($"同一评定列了两次：{repeated}", $"lists a rating twice: {repeated}"));
    }

    private static Problem? Stale(ReportClaims claims, PeriodFacts facts, IReadOnlyList<RatingFact> inForce)
    {
        var current = inForce.ToDictionary(r => r.Index);
        var targets = facts.Targets.ToDictionary(t => t.Target.Id);
        var stale = claims.Ratings
            .Where(i => !current.TryGetValue(i, out var r) || r.Scheme != claims.Scheme || RatingFreshness.IsStale(r, targets[r.TargetId])).Order().ToList();
        return stale.Count == 0
            ? null
            : new(ProblemCode.StaleRatings, new(
                "所列评定已被更正、不属于本期，或其依据已有新的填报；请重新评定后再出具。",
                "The ratings listed are superseded, not of this period, or judge an older report or scheme; rate again, then issue."))
            { Extensions = new Dictionary<string, object?> { ["ratings"] = stale } };
    }

    private static Problem? Incomplete(ReportClaims claims, PeriodFacts facts, ColourScheme scheme, IReadOnlyList<RatingFact> inForce)
    {
        var listed = claims.Ratings.ToHashSet();
        // Required is what was reported within the window; what came later under an extension is listed as unrated until it is rated.
        var leftOut = inForce.Where(r => !listed.Contains(r.Index)).Select(r => r.TargetId);
        var unrated = Unrated(facts, scheme, inForce)
            .Where(u => u.State is not (TargetState.NotReported or TargetState.NotDue or TargetState.Suspended)
                && facts.Targets.Any(t => t.Target.Id == u.TargetId && t.Lead?.WindowIndex is not null)).Select(u => u.TargetId);
        var missing = leftOut.Concat(unrated).Order(Comparer<TargetId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))).ToList();
        return missing.Count == 0
            ? null
            : new(ProblemCode.RatingsIncomplete, new(
                "所列目标已填报但未评定，或其评定未列入报告。", "The targets listed are reported on but not rated, or their rating is not in the report."))
            { Extensions = new Dictionary<string, object?> { ["targets"] = missing } };
    }
}
