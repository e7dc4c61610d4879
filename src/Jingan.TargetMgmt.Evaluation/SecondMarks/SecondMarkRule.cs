using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Evaluation.SecondMarks;

/// <summary>Who may mark a target a second time, and who may decide between two marks.</summary>
internal static class SecondMarkRule
{
    /// <summary>Why a second mark is refused, besides what a rating is refused for; null when it is not. It never tells the first mark.</summary>
    /// <param name="marked">How the target stands; null when it is not in the sample.</param>
    /// <param name="inForce">Log index of the rating in force.</param>
    /// <param name="firstPerson">Who signed that.</param>
    public static Problem? Mark(RatingClaims claims, MarkedRating? marked, long? inForce, string? firstPerson, string person) => marked switch
    {
        null => new(ProblemCode.SecondMarkNotSampled, new(
            $"{claims.TargetId} 不在本期复评样本中；样本见 GET /second-marks/samples/{claims.Period}。",
            $"{claims.TargetId} is not in the period's sample; GET /second-marks/samples/{claims.Period} shows it.")),
        { IsMarked: true } => new(ProblemCode.AlreadyRated, new("该目标已有复评；复评不可更改。", "The target has its second mark, which does not change; nothing is left to do.")),
        _ when inForce is null => new(ProblemCode.NotYetRated, new("须先有第一次评定；请待其作出后再复评。", "The first mark is not there yet; mark it again after that.")),
        _ when claims.Supersedes is not null => Problem.Invalid("/supersedes", new("复评不替代任何评定", "does not go with a second mark")),
        _ when firstPerson == person => new(ProblemCode.SameAssessor, new("第一次评定出自您本人；请由另一位评估员复评。", "You made the first mark; another assessor makes the second.")),
        _ => null,
    };

    /// <summary>Where two marks differ, the rating that replaces the first is for a third person.</summary>
    /// <param name="inForce">Log index of the rating in force.</param>
    /// <param name="markers">The persons who made the two marks.</param>
    public static Problem? Adjudicate(RatingClaims claims, MarkedRating? marked, long? inForce, IReadOnlyList<string> markers, string person) =>
        claims.Supersedes is not null && marked is { Disagree: true } && marked.Rating == inForce && markers.Contains(person)
            ? new(ProblemCode.SameAssessor, new(
                "两次评定不同，须由第三位评估员裁定；请由未评过该目标的评估员提交。", "The two marks differ, and a third assessor decides; somebody has to sign who has not marked the target."))
            : null;
}
