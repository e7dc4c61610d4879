using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>Who may mark a target a second time, and who may decide between two marks:
/// never somebody who has marked it before.</summary>
internal static class SecondMarkRule
{
    /// <summary>Why a second mark is refused, besides what a rating is refused for; null when it is not.
    /// It never tells the first mark.</summary>
    public static Problem? Mark(RatingClaims claims, RatingContext context) => context.Marked switch
    {
        null => new(ProblemCode.SecondMarkNotSampled, new(
            $"{claims.TargetId} 不在本期复评样本中；样本见 GET /second-marks/samples/{claims.Period}。",
            $"{claims.TargetId} is not in the period's sample; GET /second-marks/samples/{claims.Period} shows it.")),
        { Index: { } index } marked => new(ProblemCode.AlreadyRated, new(
            $"{claims.TargetId} 已有复评（第 {index} 条）；复评不可更改。",
            $"{claims.TargetId} has its second mark, entry {index}, which does not change; nothing is left to do."))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["targetId"] = claims.TargetId,
                ["index"] = index,
                ["rating"] = marked.Rating,
            }
        },
        _ when context.InForce is null => new(ProblemCode.NotYetRated, new(
            $"{claims.TargetId} 须先有第一次评定；请待其作出后再复评。",
            $"{claims.TargetId} has no first mark yet; mark it again after that.")),
        _ when claims.Supersedes is not null =>
            Problem.Invalid("/supersedes", new("复评不替代任何评定", "does not go with a second mark")),
        _ when context.Signed.Any(r => r.Person == context.Signer.Person) => new(ProblemCode.SameAssessor, new(
            $"{claims.TargetId} 的第一次评定（或其前的评定）出自您本人；请由另一位评估员复评。",
            $"You made the first mark of {claims.TargetId}, or one before it; another assessor makes the second.")),
        _ => null,
    };

    /// <summary>Where two marks differ, what replaces the first of them, and everything after that,
    /// is for a third person.</summary>
    public static Problem? Adjudicate(RatingClaims claims, RatingContext context) =>
        claims.Supersedes is not null && context.Marked is { Disagree: true } marked
            && (marked.SecondPerson == context.Signer.Person
                || context.Signed.Any(r => r.Index <= marked.Rating && r.Person == context.Signer.Person))
            ? new(ProblemCode.SameAssessor, new(
                $"{claims.TargetId} 的两次评定不同，须由第三位评估员裁定；请由未评过该目标的评估员提交。",
                $"The two marks of {claims.TargetId} differ, and a third assessor decides; somebody has to sign who "
                    + "has not marked the target."))
            : null;
}
