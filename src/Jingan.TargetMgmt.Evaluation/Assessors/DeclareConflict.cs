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

/// <summary>POST /assessors/conflicts: a person does not rate a unit's targets, from now on until it is ended; binds
/// every key of the person. A key in force signs: else a stolen token could keep an assessor from rating.</summary>
internal static class DeclareConflict
{
    internal sealed record Response(string Kid, string Person, UnitCode Unit, string Reason, bool Ended);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/assessors/conflicts", Handle)
            .WithName(nameof(DeclareConflict))
            .WithSummary(
                "Declare a conflict of interest with a unit, or end it (ended: true): a compact JWS signed with a "
                    + "key in force.")
            .Takes<ConflictClaims>(CompactJws.MediaType)
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator);

    private static async Task<IResult> Handle(
        HttpContext http, EvaluationDb db, AssessorStore assessors, ConflictStore conflicts,
        SignedStatements statements, IValidator<ConflictClaims> validator)
    {
        var read = await statements.ReadAsync<ConflictClaims>(http, ConflictClaims.TypeName);
        return read.Refusal is { } refusal ? refusal
            : validator.Validate(read.Claims!) is { IsValid: false } invalid ? invalid.ToProblem()
            : await db.WriteAsync(
                http, ct => PrepareAsync(read.Jws!, read.Claims!, Caller.Of(http).Name, db, assessors, conflicts, ct),
                read.Jws!.Text);
    }

    private static async Task<PreparedWrite> PrepareAsync(
        CompactJws jws, ConflictClaims claims, string actor, EvaluationDb db, AssessorStore assessors,
        ConflictStore conflicts, CancellationToken ct)
    {
        if ((await assessors.FindSignerAsync(jws.KeyId, ct))!.Refusal is { } ended)
        {
            return ended;
        }

        // In this order: what is said in between then shows as a number too small, never as one too large.
        if (await assessors.FindSignerAsync(claims.Kid, ct) is not { } person)
        {
            return Problem.Invalid(
                "/kid", new("未登记；评估员清单见 GET /assessors", "is not registered; GET /assessors lists the keys"));
        }

        var newest = (await conflicts.NewestAsync(person.Person, ct)).SingleOrDefault(c => c.Unit == claims.Unit);
        var answer = new Response(claims.Kid, person.Person, claims.Unit, claims.Reason.Trim(), claims.Ended);
        if (newest is not null
            && new Response(newest.Kid, newest.Person, newest.Unit, newest.Reason, newest.Ended) == answer)
        {
            return PreparedWrite.Repeat(answer, await db.ReadReceiptAsync(newest.Index, ct));
        }

        if ((newest?.Ended ?? true) == claims.Ended)
        {
            return claims.Ended
                ? Problem.Invalid(
                    "/ended", new("该人员与该单位没有在效的利益冲突", "the person has no conflict with the unit that could end"))
                : new Problem(ProblemCode.AlreadyExists, new(
                    $"该人员与该单位的利益冲突已登记（第 {newest!.Index} 条）；不再存在时请提交 ended: true。",
                    $"The person's conflict with the unit stands in entry {newest.Index}; when it is over, send "
                        + "ended: true."));
        }

        var entry = ConflictEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), actor, claims.Kid, claims.Unit,
            answer.Reason, claims.Ended, jws.Text);
        return PreparedWrite.Write(StatusCodes.Status201Created, answer, "/api/v1/assessors/conflicts",
            ConflictStore.ToCommit(entry, person, jws.KeyId));
    }

    internal sealed class Validator : AbstractValidator<ConflictClaims>
    {
        public Validator() => RuleFor(r => r.Reason).RequiredProse(1000);
    }
}
