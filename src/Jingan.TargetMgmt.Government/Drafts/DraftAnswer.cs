using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Progress;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>A draft, and what would become of it now.</summary>
/// <param name="CountedVersion">The version of the target that counts for the period now: another than the draft's
/// where the target was adjusted since.</param>
/// <param name="Faults">Why it would not be taken now; empty when it would.</param>
/// <param name="Warnings">What would be unusual about it.</param>
/// <param name="Replaced">The draft that this write went over, where somebody else had saved it; else null.</param>
internal sealed record DraftAnswer(
    Draft Draft, long CountedVersion, IReadOnlyList<DraftFault> Faults, IReadOnlyList<ReportWarning> Warnings,
    Draft? Replaced)
{
    /// <summary>The answer, with its tag.</summary>
    public static IResult Of(
        HttpContext http, Draft draft, long countedVersion, Filing filing, Draft? replaced = null)
    {
        http.Response.Headers.ETag = $"\"{draft.Etag}\"";
        return TypedResults.Ok(new DraftAnswer(
            draft, countedVersion, DraftCheck.FaultsOf(filing.Refusal), filing.Entry?.Warnings ?? [],
            replaced?.Operator == draft.Operator ? null : replaced));
    }
}
