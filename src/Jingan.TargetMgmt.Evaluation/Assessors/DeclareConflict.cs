using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>POST /assessors/conflicts: a person does not rate a unit's targets, from now on until it is ended; binds every key of the person.</summary>
internal static class DeclareConflict
{
    internal sealed record Request(string Kid, UnitCode Unit, string Reason, bool Ended = false);

    internal sealed record Response(string Kid, string Person, UnitCode Unit, string Reason, bool Ended);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/assessors/conflicts", Handle)
            .WithName(nameof(DeclareConflict))
            .WithSummary("Declare a conflict of interest with a unit, or end it (ended: true).")
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator)
            .Validate<Request>();

    private static Task<IResult> Handle(Request request, HttpContext http, EvaluationDb db, AssessorStore assessors, ConflictStore conflicts) => db.WriteAsync(http, async ct =>
    {
        // In this order: what is said in between then shows as a number too small, never as one too large.
        if (await assessors.FindSignerAsync(request.Kid, ct) is not { } signer)
        {
            return Problem.Invalid("/kid", new("未登记；评估员清单见 GET /assessors", "is not registered; GET /assessors lists the keys"));
        }

        var newest = (await conflicts.NewestAsync(signer.Person, ct)).SingleOrDefault(c => c.Unit == request.Unit);
        var answer = new Response(request.Kid, signer.Person, request.Unit, request.Reason.Trim(), request.Ended);
        if (newest is not null && new Response(newest.Kid, newest.Person, newest.Unit, newest.Reason, newest.Ended) == answer)
        {
            return Prepared.Repeat(answer, await db.ReadReceiptAsync(newest.Index, ct));
        }

        if ((newest?.Ended ?? true) == request.Ended)
        {
            return request.Ended
                ? Problem.Invalid("/ended", new("该人员与该单位没有在效的利益冲突", "the person has no conflict with the unit that could end"))
                : new Problem(ProblemCode.AlreadyExists, new(
                    $"该人员与该单位的利益冲突已登记（第 {newest!.Index} 条）；不再存在时请提交 ended: true。",
                    $"The person's conflict with the unit stands in entry {newest.Index}; when it is over, send ended: true."));
        }

        var entry = ConflictEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http).Name, request.Kid, request.Unit, answer.Reason, request.Ended);
        return Prepared.Write(StatusCodes.Status201Created, answer, "/api/v1/assessors/conflicts", ConflictStore.ToCommit(entry, signer));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).RequiredProse(1000);
    }
}
