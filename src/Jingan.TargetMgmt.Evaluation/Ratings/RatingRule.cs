using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>Compares the claims with what the server knows: the facts, the scheme in force, its own suggestion; and,
/// of a rating, the one in force.</summary>
internal static class RatingRule
{
    /// <summary>The first reason to refuse the rating, apart from <see cref="InForce"/>;
    /// null when there is none.</summary>
    public static Problem? Refusal(
        RatingClaims claims, PeriodMarks marks, TargetFacts facts, ColourScheme scheme, Suggestion suggestion) =>
        Version(claims, facts)
        ?? Basis(claims, marks, facts) ?? Scheme(claims, scheme) ?? Suggested(claims, suggestion) ?? Divergence(claims);

    private static Problem? Version(RatingClaims claims, TargetFacts facts) =>
        claims.VersionReason is not null && !facts.IsNewer && claims.TargetVersion == facts.TargetVersion
        ? Problem.Invalid("/versionReason",
            new("只用于采用比计入本期者更新的版本", "goes with a version that is newer than the one that counts for the period"))
        : null;

    // After the close nothing becomes stale any more: what counts stands still.
    private static Problem? Basis(RatingClaims claims, PeriodMarks marks, TargetFacts facts)
    {
        var latest = facts.Lead?.Entry;
        return claims.TargetVersion == facts.TargetVersion && claims.Basis == latest
            ? null
            : new(
                marks.Closed is null ? ProblemCode.StaleBasis : ProblemCode.BasisDiffers,
                marks.Closed is null
                    ? new(
                        "评定须依据计入本期的目标版本（或在 versionReason 中说明为何采用更新的版本）和牵头单位的最新填报，或点名最新的认定值；请重新读取工作清单后再评。",
                        "A rating judges the version that counts for the period, or a newer one with versionReason, "
                            + "and the lead unit's latest report, or names the newest certified value beside it; "
                            + "read the worklist again and rate that.")
                    : new(
                        "本期已关闭：评定须依据计入本期的目标版本和填报，或点名认定值、关闭后的某次填报，或以 versionReason 采用更新的版本；请重新读取工作清单后再评。",
                        "The period is closed: a rating judges the version and report that count, or names a certified "
                            + "value or a report filed since, or a newer version with versionReason; read the worklist "
                            + "again."))
            {
                Extensions = new Dictionary<string, object?>
                {
                    ["targetId"] = claims.TargetId,
                    ["targetVersion"] = facts.TargetVersion,
                    ["basis"] = latest,
                }
            };
    }

    private static Problem? Scheme(RatingClaims claims, ColourScheme scheme) =>
        claims.Scheme != scheme.Version
            ? new(ProblemCode.UnknownScheme, new(
                $"本期现行的办法是 {scheme.Version}；请重新读取工作清单。",
                $"The scheme in force for the period is {scheme.Version}; read the worklist again."))
            : scheme.Colours.All(c => c.Code != claims.Colour)
                ? new(ProblemCode.UnknownColour, new(
                    $"可用颜色：{string.Join("、", scheme.Colours.Select(c => $"{c.Code} {c.Name}"))}。",
                    $"The scheme's colours: {string.Join(", ", scheme.Colours.Select(c => c.Code))}."))
                : null;

    private static Problem? Suggested(RatingClaims claims, Suggestion suggestion) =>
        claims.Suggested != suggestion.Colour || claims.Class != suggestion.Class
            ? new(ProblemCode.SuggestionDiffers, new(
                "建议颜色和分类须与系统计算一致（评定颜色可以不同，但须说明理由）；请重新读取工作清单。",
                "The suggestion and class must be the server's (the colour may differ, with a reason); read the "
                    + "worklist again."))
            {
                Extensions = new Dictionary<string, object?>
                {
                    ["targetId"] = claims.TargetId,
                    ["suggested"] = suggestion.Colour,
                    ["class"] = suggestion.Class,
                }
            }
            : null;

    private static Problem? Divergence(RatingClaims claims)
    {
        var diverges = claims.Suggested is not null && claims.Colour != claims.Suggested;
        return diverges && string.IsNullOrWhiteSpace(claims.Divergence?.Reason)
            ? new(ProblemCode.DivergenceReasonRequired, new(
                $"建议颜色为 {claims.Suggested}；评为 {claims.Colour} 须在 divergence 中给出代码和理由。",
                $"The suggestion is {claims.Suggested}; to rate {claims.Colour} give a code and a reason in "
                    + "divergence."))
            : !diverges && claims.Divergence is not null
                ? Problem.Invalid(
                    "/divergence", new("与建议颜色一致时没有偏离理由", "does not go with a colour that equals the suggestion"))
                : diverges && !DivergenceCode.IsKnown(claims.Divergence!.Code)
                    ? new(ProblemCode.UnknownDivergence, new(
                        $"可用代码：{string.Join("、", DivergenceCode.All.Select(c => $"{c.Code} {c.Meaning.Zh}"))}。",
                        $"The codes: {string.Join(", ", DivergenceCode.All.Select(c => c.Code))}."))
                    : null;
    }

    /// <summary>Whether it stands where there is no rating yet, or replaces the one that is there.</summary>
    public static Problem? InForce(RatingClaims claims, long? inForce) => (claims.Supersedes, inForce) switch
    {
        (null, null) => null,
        ({ } superseded, { } current) when superseded == current => null,
        (_, { } current) => new(ProblemCode.AlreadyRated, new(
            $"{claims.TargetId} 本期已评定，现行的是第 {current} 条，而{Named(claims).Zh}；更正须将 supersedes 设为 {current} 并说明理由。",
            $"{claims.TargetId} is rated, the rating in force is entry {current}, and {Named(claims).En}; to correct "
                + $"it send supersedes {current} with a reason."))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["targetId"] = claims.TargetId,
                ["index"] = current,
                ["supersedes"] = claims.Supersedes,
            }
        },
        ({ }, null) => Problem.Invalid(
            "/supersedes", new($"{claims.TargetId} 本期尚无评定", $"{claims.TargetId} has no rating for this period yet")),
    };

    private static Text Named(RatingClaims claims) => claims.Supersedes is { } named
        ? new($"您的评定要更正的是第 {named} 条", $"yours replaces entry {named}")
        : new("您的评定未指明更正哪一条", "yours replaces none");
}
