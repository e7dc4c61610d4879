using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>POST /assessors/revocations: from its log entry on a key no longer counts. What it signed before stays as it is.</summary>
internal static class RevokeKey
{
    internal sealed record Request(string Kid, string Reason, string? CompromisedSince = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/assessors/revocations", Handle)
            .WithName(nameof(RevokeKey))
            .WithSummary("Revoke an assessor's key, from now on; compromisedSince is shown beside the ratings it signed.")
            .Produces<Request>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator)
            .Validate<Request>();

    private static Task<IResult> Handle(Request request, HttpContext http, EvaluationDb db, AssessorStore assessors) => db.WriteAsync(http, async ct =>
    {
        var answer = request with { Reason = request.Reason.Trim() };
        if (await assessors.FindAsync(request.Kid, ct) is not { } assessor)
        {
            return Problem.Invalid("/kid", new("未登记；评估员清单见 GET /assessors", "is not registered; GET /assessors lists the keys"));
        }

        if (assessor.Revocation is { } given)
        {
            return new Request(assessor.Kid, given.Reason, given.CompromisedSince) == answer
                ? Prepared.Repeat(answer, await db.ReadReceiptAsync(given.Index, ct))
                : new Problem(ProblemCode.AlreadyExists, new(
                    $"该密钥已由第 {given.Index} 条撤销，撤销不可修改。", $"Entry {given.Index} has revoked the key, and a revocation does not change; nothing is left to do."));
        }

        var entry = RevocationEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http).Name, answer.Kid, answer.Reason, answer.CompromisedSince);
        return Prepared.Write(StatusCodes.Status201Created, answer, "/api/v1/assessors", AssessorStore.ToRevocation(entry));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(r => r.Reason).RequiredProse(1000);
            RuleFor(r => r.CompromisedSince).Must(at => at is null || (UtcText.TryParse(at, out var since) && since <= clock.GetUtcNow()))
                .Saying("须为 yyyy-MM-ddTHH:mm:ss.fffZ，且不晚于现在", "must be yyyy-MM-ddTHH:mm:ss.fffZ and not in the future");
        }
    }
}
