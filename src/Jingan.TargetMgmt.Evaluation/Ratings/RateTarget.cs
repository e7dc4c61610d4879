using FluentValidation;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Evaluation.Signing;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>POST /ratings: a rating, signed by an assessor, becomes an entry of the audit trail for good.</summary>
internal static class RateTarget
{
    internal sealed record Response(
        Period Period, TargetId TargetId, string Colour, string? Suggested, string? Class, string Scheme,
        string Assessor, long? Supersedes, string RatedAt,
        bool SecondMark = false);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/ratings", Handle)
            .WithName(nameof(RateTarget))
            .WithSummary(
                "Rate one target for one period: a compact JWS signed with a registered assessor's key. As NDJSON "
                    + "several, each a write of its own, answered line by line.")
            .Takes<RatingClaims>(CompactJws.MediaType, AcceptedMedia.Lines)
            .Produces<Response>(StatusCodes.Status201Created)
            .Produces<RatingLines.Response>(StatusCodes.Status207MultiStatus)
            .WrittenBy(Role.Evaluator);

    private static async Task<IResult> Handle(
        HttpContext http, EvaluationDb db, SignedStatements statements, ConflictStore conflicts, SchemeStore schemes,
        IProgressFacts progress, IValidator<RatingClaims> validator)
    {
        if (RatingLines.AreIn(http.Request))
        {
            return await RatingLines.TakeAsync(http, db, async line =>
                Check(await statements.CheckAsync<RatingClaims>(line, RatingClaims.TypeName, http.RequestAborted)));
        }

        var signed = await statements.ReadAsync<RatingClaims>(http, RatingClaims.TypeName);
        var (refusal, prepare) = Check(signed);
        return refusal is not null ? refusal : await db.WriteAsync(http, prepare!, signed.Jws!.Text);

        (Problem? Refusal, Func<CancellationToken, Task<PreparedWrite>>? Prepare) Check(Signed<RatingClaims> read) =>
            read.Refusal is { } unread ? (unread, null)
            : validator.Validate(read.Claims!) is { IsValid: false } invalid ? (invalid.ToProblem(), null)
            : (null, ct => PrepareAsync(read.Jws!, read.Claims!, Caller.Of(http).Name, db, conflicts, schemes, progress,
                ct));
    }

    private static async Task<PreparedWrite> PrepareAsync(
        CompactJws jws, RatingClaims claims, string actor, EvaluationDb db, ConflictStore conflicts,
        SchemeStore schemes, IProgressFacts progress, CancellationToken ct)
    {
        // The signer once more, and before the conflicts: what is revoked or declared from here on makes the commit
        // conflict.
        var context = await RatingContext.ReadAsync(db, schemes, jws.KeyId, claims.Period, claims.TargetId, ct);
        var signer = context.Signer;
        if (signer.Refusal is { } ended)
        {
            return ended;
        }

        var named = new NamedFacts(claims.VersionReason is null ? null : claims.TargetVersion, claims.Basis?.Index);
        if (await progress.ReadTargetAsync(claims.Period, claims.TargetId, named, ct) is not var (log, _, marks, facts))
        {
            return (await progress.ReadPageAsync(claims.Period, "", 1, ct)).Period is not null
                ? Problem.Invalid("/targetId", new("本期没有此目标", "there is no such target in the period"))
                : Problem.Invalid("/period", new("没有此填报期", "is no known period"));
        }

        IReadOnlyList<UnitCode> units = [facts.Target.LeadUnit, .. facts.Target.CoUnits?.Select(u => u.Unit) ?? []];
        if (signer.Conflicts > 0
            && ConflictRule.Refusal(await conflicts.NewestAsync(signer.Person, ct), units,
                claims.TargetId) is { } conflict)
        {
            return conflict;
        }

        if (context.Scheme?.Scheme is not { } scheme)
        {
            return SchemeRefusal.NonePublished(ProblemCode.UnknownScheme);
        }

        var suggestion = SuggestionRule.Suggest(scheme, claims.Period, facts);
        if ((RatingRule.Refusal(claims, marks, facts, scheme, suggestion)
            ?? (claims.SecondMark
                ? SecondMarkRule.Mark(claims, context)
                : RatingRule.InForce(claims, context.InForce)
                    ?? SecondMarkRule.Adjudicate(claims, context))) is { } refusal)
        {
            return refusal;
        }

        var at = UtcText.Format(db.Clock.GetUtcNow());
        if (claims.SecondMark)
        {
            return PreparedWrite.Write(
                StatusCodes.Status201Created,
                new Response(claims.Period, claims.TargetId, claims.Colour, claims.Suggested, claims.Class,
                    claims.Scheme, jws.KeyId, null, at, SecondMark: true), null,
                SecondMarkStore.ToCommit(
                    SecondMarkEntry.Of(at, actor, jws.KeyId, claims, context.InForce!.Value, suggestion.Inputs, units,
                        jws.Text, log.Size), signer));
        }

        var entry = RatingEntry.Of(at, actor, jws.KeyId, claims, suggestion.Inputs, units, jws.Text, log.Size, facts);
        return PreparedWrite.Write(
            StatusCodes.Status201Created,
            new Response(claims.Period, claims.TargetId, claims.Colour, claims.Suggested, claims.Class, claims.Scheme,
                jws.KeyId, claims.Supersedes, at),
            $"/api/v1/ratings?period={claims.Period}",
            RatingStore.ToCommit(entry, facts.Target.LeadUnit, signer, context.Marked?.IsMarked == true));
    }
}
