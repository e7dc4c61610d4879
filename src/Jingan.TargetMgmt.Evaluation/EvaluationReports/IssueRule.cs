using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>When an evaluation report may be issued: the period is closed, and every target reported within the window
/// is rated on what counts, or has a signed reason.</summary>
internal static class IssueRule
{
    /// <summary>The first reason to refuse the report; null when there is none.</summary>
    /// <param name="rated">The target of each rating of the period, by log index: people know targets,
    /// not indexes.</param>
    public static Problem? Refusal(
        ReportClaims claims, PeriodFacts facts, ColourScheme scheme, IReadOnlyList<RatingFact> inForce,
        IReadOnlyDictionary<long, TargetId> rated) =>
        Scheme(claims, scheme) ?? Repeated(claims, rated) ?? Reasons(claims, facts, inForce)
            ?? Stale(claims, facts, inForce, rated) ?? Incomplete(claims, facts, scheme, inForce);

    /// <summary>The period's targets without a rating, with their state under the scheme and the reason signed for
    /// them.</summary>
    public static IReadOnlyList<ReportDocument.UnratedTarget> Unrated(
        ReportClaims claims, PeriodFacts facts, ColourScheme scheme, IReadOnlyList<RatingFact> inForce)
    {
        var rated = inForce.Select(r => r.TargetId).ToHashSet();
        var reasons = (claims.Unrated ?? []).ToDictionary(u => u.TargetId, u => u.Reason.Trim());
        return [.. facts.Targets.Where(t => !rated.Contains(t.Target.Id))
            .Select(t => new ReportDocument.UnratedTarget(
                t.Target.Id, SuggestionRule.Suggest(scheme, facts.Period.Code, t).State, t.AddedWhileRunning,
                reasons.GetValueOrDefault(t.Target.Id)))];
    }

    /// <summary>The refusal while reports are taken, until the day from which the evaluator need not wait for the
    /// close.</summary>
    public static Problem? Window(ReportingPeriod period, PeriodMarks marks, DateOnly today) =>
        marks.Closed is not null || today >= marks.IssuableFrom
        ? null
        : NotClosed(period, marks);

    public static Problem NotClosed(ReportingPeriod period, PeriodMarks marks) => new(ProblemCode.PeriodNotClosed, new(
        $"填报期 {period.Code} 开放至 {period.ClosesOn:yyyy-MM-dd}；关闭后，或自 {marks.IssuableFrom:yyyy-MM-dd} 起，方可出具报告。",
        $"{period.Code} takes reports until {period.ClosesOn:yyyy-MM-dd}; issue the report after that, or "
            + $"from {marks.IssuableFrom:yyyy-MM-dd} on in any case."))
    { Extensions = new Dictionary<string, object?> { ["period"] = period, ["issuableFrom"] = marks.IssuableFrom } };

    /// <summary>A report goes out without a second mark only when whoever signs it says for which targets: else one
    /// that is late would never be missed.</summary>
    public static Problem? SecondMarks(ReportClaims claims, SecondMarkSummary? marks)
    {
        var missing = marks?.Missing ?? [];
        return missing.Select(t => t.Value).Order(StringComparer.Ordinal)
            .SequenceEqual((claims.WithoutSecondMark ?? []).Select(t => t.Value).Order(StringComparer.Ordinal))
            ? null
            : new(ProblemCode.RatingsIncomplete, new(
                "复评样本中尚有目标未复评；请先复评，或在 withoutSecondMark 中如实列出后再出具。",
                "Targets of the sample have no second mark; have them marked, or list exactly these in "
                    + "withoutSecondMark and issue."))
            { Extensions = new Dictionary<string, object?> { ["withoutSecondMark"] = missing } };
    }

    private static Problem? Scheme(ReportClaims claims, ColourScheme scheme) => claims.Scheme == scheme.Version
        ? null
        : new(ProblemCode.UnknownScheme, new($"现行的办法是 {scheme.Version}。", $"The scheme in force is {scheme.Version}."));

    private static Problem? Repeated(ReportClaims claims, IReadOnlyDictionary<long, TargetId> rated)
    {
        var repeated = string.Join(", ", claims.Ratings.CountBy(i => i)
            .Where(c => c.Value > 1)
            .Select(c => Named(c.Key, rated))
            .Order(StringComparer.Ordinal));
        return repeated.Length == 0
            ? null
            : Problem.Invalid("/ratings", new($"同一评定列了两次：{repeated}", $"lists a rating twice: {repeated}"));
    }

    private static Problem? Reasons(ReportClaims claims, PeriodFacts facts, IReadOnlyList<RatingFact> inForce)
    {
        var given = claims.Unrated ?? [];
        var open = facts.Targets.Select(t => t.Target.Id).Except(inForce.Select(r => r.TargetId)).ToHashSet();
        return given.FirstOrDefault(u => !open.Contains(u.TargetId)) is { } stray
            ? Problem.Invalid("/unrated", new(
                $"{stray.TargetId} 已评定，或不属于本期", $"names {stray.TargetId}, which is rated or not of the period"))
            : null;
    }

    private static string Named(long index, IReadOnlyDictionary<long, TargetId> rated) =>
        rated.TryGetValue(index, out var target) ? $"{target} (#{index})" : $"#{index}";

    private static Problem? Stale(
        ReportClaims claims, PeriodFacts facts, IReadOnlyList<RatingFact> inForce,
        IReadOnlyDictionary<long, TargetId> rated)
    {
        var current = inForce.ToDictionary(r => r.Index);
        var targets = facts.Targets.ToDictionary(t => t.Target.Id);
        // A rated target that the government side no longer tells of is named in the report, and does not hold it up.
        var stale = claims.Ratings
            .Where(i => !current.TryGetValue(i, out var r) || r.Scheme != claims.Scheme
                || (targets.TryGetValue(r.TargetId, out var t) && RatingFreshness.IsStale(r, t)))
            .Order().ToList();
        return stale.Count == 0
            ? null
            : new(ProblemCode.StaleRatings, new(
                "所列目标（targets）的评定已被更正、依据另一办法，或期内其后又有填报；请重新评定后再出具。ratings 中另有不属于本期的评定的，请去掉。",
                "The ratings of the targets listed are superseded, of another scheme, or judge a report that was "
                    + "followed by another within the window; rate again, then issue. Leave out what else is in "
                    + "ratings: it is not of this period."))
            {
                Extensions = new Dictionary<string, object?>
                {
                    ["targets"] = stale.Where(rated.ContainsKey)
                        .Select(i => rated[i])
                        .Distinct()
                        .OrderBy(t => t.Value, StringComparer.Ordinal)
                        .ToList(), ["ratings"] = stale,
                },
            };
    }

    private static Problem? Incomplete(
        ReportClaims claims, PeriodFacts facts, ColourScheme scheme, IReadOnlyList<RatingFact> inForce)
    {
        var listed = claims.Ratings.ToHashSet();
        var leftOut = inForce.Where(r => !listed.Contains(r.Index)).Select(r => r.TargetId);
        var reported = facts.Targets.Where(t => t.Lead is not null).Select(t => t.Target.Id).ToHashSet();
        var missing = leftOut.Concat(Unrated(claims, facts, scheme, inForce).Where(u => IsOwed(u, reported))
            .Select(u => u.TargetId))
            .OrderBy(t => t.Value, StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? null
            : new(ProblemCode.RatingsIncomplete, new(
                "所列目标已填报但未评定，或其评定未列入报告；请评定，或在 unrated 中签署理由。",
                "The targets listed are reported on but not rated, or their rating is not in the report; rate them, "
                    + "or sign a reason in unrated."))
            { Extensions = new Dictionary<string, object?> { ["targets"] = missing } };
    }

    // A suspension, or that nothing is due yet, is an answer in itself;
    // a target that came while the period ran never holds the report up.
    private static bool IsOwed(ReportDocument.UnratedTarget unrated, HashSet<TargetId> reported) =>
        unrated is { Reason: null, AddedWhileRunning: false } && !unrated.State.ExplainsItself()
        && reported.Contains(unrated.TargetId);
}
