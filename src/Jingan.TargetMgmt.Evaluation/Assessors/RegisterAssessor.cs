using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>POST /assessors: the evaluator registers an assessor's public key.</summary>
internal static class RegisterAssessor
{
    internal sealed record Request(string Kid, Jwk PublicKey, string Name);

    internal sealed record Response(string Kid, Jwk PublicKey, string Name);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/assessors", Handle)
            .WithName(nameof(RegisterAssessor))
            .WithSummary("Register an assessor's public key (P-256); the private key never leaves the assessor.")
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator)
            .Validate<Request>();

    private static Task<IResult> Handle(Request request, HttpContext http, EvaluationDb db, AssessorStore assessors) => db.WriteAsync(http, async ct =>
    {
        var answer = new Response(request.Kid, request.PublicKey.Bare(), request.Name.Trim());
        var known = await assessors.FindAsync(request.Kid, request.PublicKey.Thumbprint(), ct);
        if (known is [var same] && new Response(same.Kid, same.PublicKey, same.Name) == answer)
        {
            return Prepared.Repeat(answer, await db.ReadReceiptAsync(same.LogIndex, ct));
        }

        if (known.Count > 0)
        {
            return new Problem(ProblemCode.AlreadyExists, new(
                "该 kid 或公钥已登记；新密钥请用新的 kid。", "The key id or the key is registered already; register a new key under a new key id."));
        }

        return Prepared.Write(
            StatusCodes.Status201Created, answer, "/api/v1/assessors",
            AssessorStore.ToCommit(answer.Kid, answer.PublicKey, answer.Name, UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http).Name));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Kid).Matches("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\\z|^[A-Za-z0-9_-]{43}\\z").Saying("须为 1–128 位字母、数字、. _ -", "must be 1 to 128 letters, digits, . _ -");
            RuleFor(r => r.Name).RequiredProse(100);
            RuleFor(r => r.PublicKey).Must(k => k.TryToKey(out _)).Saying(
                "须为 P-256 公钥 JWK（kty=EC, crv=P-256, x, y），不得含私钥", "must be a public P-256 JWK (kty EC, crv P-256, x, y) without the private key");
        }
    }
}
