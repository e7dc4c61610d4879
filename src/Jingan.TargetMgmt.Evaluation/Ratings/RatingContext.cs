using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>What a rating stands on, on this side, read at one moment; who has rated before,
/// only where second marks ask for it.</summary>
/// <param name="Signer">How the key stands that signed it.</param>
/// <param name="Scheme">The scheme in force; null while none is published.</param>
/// <param name="InForce">Log index of the rating in force; null when there is none.</param>
/// <param name="Marked">How the target stands with its second mark; null when it is not in the sample.</param>
/// <param name="Signed">Of a target in the sample, its ratings in log order and who signed each (see
/// <see cref="Assessor.Person"/>); else none.</param>
internal sealed record RatingContext(
    Signer Signer, PublishedScheme? Scheme, long? InForce, MarkedRating? Marked,
    IReadOnlyList<(long Index, string Person)> Signed)
{
    /// <param name="kid">A registered key's.</param>
    public static async Task<RatingContext> ReadAsync(
        EvaluationDb db, SchemeStore schemes, string kid, Period period, TargetId target, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var signer = AssessorStore.AddSigner(queries, kid);
        var scheme = SchemeStore.AddInForce(queries, period);
        var inForce = RatingStore.AddInForce(queries, period, target);
        var marked = SecondMarkStore.AddMarked(queries, period, target);
        await db.ReadAsync(queries, ct);
        var context = new RatingContext(signer.Rows[0], await schemes.FindAsync(scheme, ct), inForce.Rows[0],
            marked.Rows is [var one] ? one : null, []);
        return context.Marked is null ? context : await context.WithSignedAsync(db, period, target, ct);
    }

    // A rating that comes in meanwhile makes the commit conflict.
    private async Task<RatingContext> WithSignedAsync(
        EvaluationDb db, Period period, TargetId target, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var chain = RatingStore.AddChain(queries, period, target);
        var successors = AssessorStore.AddSuccessors(queries);
        await db.ReadAsync(queries, ct);
        var persons = successors.Rows.ToDictionary(s => s.Kid, s => s.Person);
        string PersonOf(string signedWith) => persons.GetValueOrDefault(signedWith, signedWith);
        return this with
        {
            Marked = Marked! with { SecondPerson = Marked.SecondPerson is { } second ? PersonOf(second) : null },
            Signed = [.. chain.Rows.Select(r => (r.Index, PersonOf(r.Kid)))],
        };
    }
}
