using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>Whether a rating still judges what the unit reported in time.</summary>
internal static class RatingFreshness
{
    /// <summary>True when the unit whose report, or certified value, was judged filed again within the
    /// window.</summary>
    /// <remarks>
    /// Neither a report under an extension nor an adjusted target makes a rating stale,
    /// and after the close nothing does any more: the facts hold what counts, and that stands still.
    /// The evaluator is free to supersede (ADR 0003).
    /// </remarks>
    public static bool IsStale(RatingFact rating, TargetFacts facts)
    {
        if (facts.Certified?.FirstOrDefault(c => c.Entry == rating.Basis) is { } certified)
        {
            return !certified.Late && certified != facts.CertifiedInTime;
        }

        var report = facts.Lead?.Unit == rating.LeadUnit
            ? facts.Lead
            : facts.CoUnits.FirstOrDefault(r => r.Unit == rating.LeadUnit);
        return report?.Entry.Index > (rating.Basis?.Index ?? -1);
    }
}
