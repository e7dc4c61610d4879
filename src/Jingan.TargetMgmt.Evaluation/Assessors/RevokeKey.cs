using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Signing;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>POST /assessors/revocations: from its log entry on a key no longer counts. What it signed before stays as
/// it is. A key in force signs: a stolen token revokes nothing.</summary>
internal static class RevokeKey
{
    internal sealed record Response(string Kid, string Reason, string? CompromisedSince = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/assessors/revocations", Handle)
            .WithName(nameof(RevokeKey))
            .WithSummary(
                "Revoke an assessor's key, from now on: a compact JWS signed with a key in force, its own or "
                    + "another's; compromisedSince is shown beside the ratings it signed.")
            .Takes<RevocationClaims>(CompactJws.MediaType)
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator);

    private static async Task<IResult> Handle(
        HttpContext http, EvaluationDb db, AssessorStore assessors, SignedStatements statements,
        IValidator<RevocationClaims> validator)
    {
        var read = await statements.ReadAsync<RevocationClaims>(http, RevocationClaims.TypeName, mayHaveEnded: true);
        return read.Refusal is { } refusal ? refusal
            : validator.Validate(read.Claims!) is { IsValid: false } invalid ? invalid.ToProblem()
            : await db.WriteAsync(http,
                ct => PrepareAsync(read.Jws!, read.Claims!, Caller.Of(http).Name, db, assessors, ct), read.Jws!.Text);
    }

    private static async Task<PreparedWrite> PrepareAsync(
        CompactJws jws, RevocationClaims claims, string actor, EvaluationDb db, AssessorStore assessors,
        CancellationToken ct)
    {
        var answer = new Response(claims.Kid, claims.Reason.Trim(), claims.CompromisedSince);
        var assessor = await assessors.FindAsync(claims.Kid, ct);
        if (assessor?.Revocation is { } same
            && new Response(assessor.Kid, same.Reason, same.CompromisedSince) == answer)
        {
            return PreparedWrite.Repeat(answer, await db.ReadReceiptAsync(same.Index, ct)); // of its own revocation too
        }

        if ((await assessors.FindSignerAsync(jws.KeyId, ct))!.Refusal is { } ended)
        {
            return ended;
        }

        if (assessor is null)
        {
            return Problem.Invalid(
                "/kid", new("未登记；评估员清单见 GET /assessors", "is not registered; GET /assessors lists the keys"));
        }

        if (assessor.Revocation is { } given)
        {
            return new Problem(ProblemCode.AlreadyExists, new(
                $"该密钥已由第 {given.Index} 条撤销，撤销不可修改。",
                $"Entry {given.Index} has revoked the key, and a revocation does not change; nothing is left to do."));
        }

        var entry = RevocationEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), actor, answer.Kid, answer.Reason,
            answer.CompromisedSince, jws.Text);
        return PreparedWrite.Write(StatusCodes.Status201Created, answer, "/api/v1/assessors",
            AssessorStore.ToRevocation(entry, jws.KeyId));
    }

    internal sealed class Validator : AbstractValidator<RevocationClaims>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(r => r.Reason).RequiredProse(1000);
            RuleFor(r => r.CompromisedSince)
                .Must(at => at is null || (UtcText.TryParse(at, out var since) && since <= clock.GetUtcNow()))
                .Saying("须为 yyyy-MM-ddTHH:mm:ss.fffZ，且不晚于现在", "must be yyyy-MM-ddTHH:mm:ss.fffZ and not in the future");
        }
    }
}
