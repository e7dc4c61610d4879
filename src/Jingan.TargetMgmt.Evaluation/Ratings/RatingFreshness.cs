using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>Whether a rating still judges what the unit reported in time.</summary>
internal static class RatingFreshness
{
    /// <summary>True when the unit that led the target filed again, within the window, after the report that was judged.</summary>
    /// <remarks>
    /// Neither a report under an extension nor an adjusted target makes a rating stale: the government side must not be able to hold
    /// the evaluation report up after the window has ended. The evaluator is free to supersede (ADR 0003).
    /// </remarks>
    public static bool IsStale(RatingFact rating, TargetFacts facts)
    {
        var report = facts.Lead?.Unit == rating.LeadUnit ? facts.Lead : facts.CoUnits.FirstOrDefault(r => r.Unit == rating.LeadUnit);
        return report?.WindowIndex > (rating.Basis?.Index ?? -1);
    }
}
