using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>POST /assessors: the evaluator registers an assessor's public key, the first one or one that replaces another.</summary>
internal static class RegisterAssessor
{
    /// <param name="Replaces">The same person's key that stops counting with this.</param>
    internal sealed record Request(string Kid, Jwk PublicKey, string Name, string? Replaces = null);

    internal sealed record Response(string Kid, Jwk PublicKey, string Name, string? Replaces);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/assessors", Handle)
            .WithName(nameof(RegisterAssessor))
            .WithSummary("Register an assessor's public key (P-256 or Ed25519), in place of another with replaces; the private key never leaves the assessor.")
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator)
            .Validate<Request>();

    private static Task<IResult> Handle(Request request, HttpContext http, EvaluationDb db, AssessorStore assessors) => db.WriteAsync(http, async ct =>
    {
        var answer = new Response(request.Kid, request.PublicKey.Bare(), request.Name.Trim(), request.Replaces);
        var known = await assessors.FindAsync(request.Kid, request.PublicKey.Thumbprint(), ct);
        if (known is [var same] && new Response(same.Kid, same.PublicKey, same.Name, same.Replaces) == answer)
        {
            return Prepared.Repeat(answer, await db.ReadReceiptAsync(same.From, ct));
        }

        if (known.Count > 0)
        {
            return new Problem(ProblemCode.AlreadyExists, new(
                "该 kid 或公钥已登记；新密钥请用新的 kid。", "The key id or the key is registered already; register a new key under a new key id."));
        }

        var replaced = request.Replaces is { } kid ? await assessors.FindAsync(kid, ct) : null;
        return Replacement(request, replaced) ?? Prepared.Write(
            StatusCodes.Status201Created, answer, "/api/v1/assessors",
            AssessorStore.ToCommit(answer.Kid, answer.PublicKey, answer.Name, UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http).Name, replaced));
    });

    // A revoked key may be replaced: its owner stays the same person, with all conflicts of interest.
    private static Prepared? Replacement(Request request, Assessor? replaced) => (request.Replaces, replaced) switch
    {
        ({ }, null) => Problem.Invalid("/replaces", new("未登记；评估员清单见 GET /assessors", "is not registered; GET /assessors lists the keys")),
        (_, { ReplacedBy: { } successor }) => new Problem(ProblemCode.AlreadyExists, new(
            $"该密钥已由 {successor} 更换；如需再次更换，请将 replaces 设为最新的密钥。",
            $"The key was replaced by {successor} already; to replace it again, name the newest key in replaces.")),
        _ => (Prepared?)null,
    };

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Kid).Matches("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\\z|^[A-Za-z0-9_-]{43}\\z").Saying("须为 1–128 位字母、数字、. _ -", "must be 1 to 128 letters, digits, . _ -");
            RuleFor(r => r.Name).RequiredProse(100);
            RuleFor(r => r.PublicKey).Must(k => k.TryToKey(out _)).Saying(
                "须为公钥 JWK，不得含私钥：P-256（kty=EC, crv=P-256, x, y）或 Ed25519（kty=OKP, crv=Ed25519, x）",
                "must be a public JWK without the private key: P-256 (kty EC, crv P-256, x, y) or Ed25519 (kty OKP, crv Ed25519, x)");
        }
    }
}
