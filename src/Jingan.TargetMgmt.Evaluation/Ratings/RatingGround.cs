using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>What a rating stands on, on this side, read at one moment.</summary>
/// <param name="Signer">How the key stands that signed it.</param>
/// <param name="Scheme">The scheme in force.</param>
/// <param name="Chain">The target's ratings in the period, each replacing the one before it: log index, and who signed it (see <see cref="Assessor.Person"/>).</param>
/// <param name="Marked">How the target stands with its second mark; null when it is not in the sample.</param>
internal sealed record RatingGround(Signer Signer, PublishedScheme Scheme, IReadOnlyList<(long Index, string Person)> Chain, MarkedRating? Marked)
{
    /// <summary>Log index of the rating in force; null when there is none.</summary>
    public long? InForce => Chain is [.., var last] ? last.Index : null;

    /// <param name="kid">A registered key's.</param>
    public static async Task<RatingGround> ReadAsync(EvaluationDb db, SchemeStore schemes, string kid, Period period, TargetId target, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var signer = AssessorStore.AddSigner(queries, kid);
        var scheme = SchemeStore.AddInForce(queries, period);
        var chain = RatingStore.AddChain(queries, period, target);
        var marked = SecondMarkStore.AddMarked(queries, period, target);
        var successors = AssessorStore.AddSuccessors(queries);
        await db.ReadAsync(queries, ct);

        var persons = successors.Rows.ToDictionary(s => s.Kid, s => s.Person);
        string PersonOf(string signedWith) => persons.GetValueOrDefault(signedWith, signedWith);
        return new(
            signer.Rows[0], await schemes.FindAsync(scheme, ct), [.. chain.Rows.Select(r => (r.Index, PersonOf(r.Kid)))],
            marked.Rows is [var one] ? one with { SecondPerson = one.SecondPerson is { } second ? PersonOf(second) : null } : null);
    }
}
