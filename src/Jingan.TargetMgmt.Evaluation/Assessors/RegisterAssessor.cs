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

/// <summary>POST /assessors: an assessor's public key, the first one or one that replaces another. A key in force signs
/// for it; the log's first signs for itself and is the founding one.</summary>
internal static class RegisterAssessor
{
    internal sealed record Response(string Kid, Jwk PublicKey, string Name, string? Replaces);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/assessors", Handle)
            .WithName(nameof(RegisterAssessor))
            .WithSummary(
                "Register an assessor's public key (P-256 or Ed25519), in place of another with replaces: a compact "
                    + "JWS signed with a key in force, and only the log's first key with its own.")
            .Takes<AssessorClaims>(CompactJws.MediaType)
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator);

    private static async Task<IResult> Handle(
        HttpContext http, EvaluationDb db, AssessorStore assessors, SignedStatements statements,
        IValidator<AssessorClaims> validator, AccessRegisters access)
    {
        // A key id that is not the claims' own is no founding key.
        var read = await statements.ReadAsync<AssessorClaims>(http, AssessorClaims.TypeName, mayHaveEnded: true, c =>
            c.PublicKey.TryToKey(out var key) ? key : null);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        if (validator.Validate(read.Claims!) is { IsValid: false } invalid)
        {
            return invalid.ToProblem();
        }

        var answer = await db.WriteAsync(
            http, ct => PrepareAsync(read.Jws!, read.Claims!, Caller.Of(http), db, assessors, ct), read.Jws!.Text);
        access.Of(db.Side).Forget(); // with the first key approvals begin
        return answer;
    }

    internal static async Task<PreparedWrite> PrepareAsync(
        CompactJws jws, AssessorClaims claims, Caller caller, EvaluationDb db, AssessorStore assessors,
        CancellationToken ct)
    {
        var answer = new Response(claims.Kid, claims.PublicKey.Bare(), claims.Name.Trim(), claims.Replaces);
        var known = await assessors.ListAsync("", long.MaxValue, ct);
        if (known.SingleOrDefault(a => a.Kid == claims.Kid) is { } same
            && new Response(same.Kid, same.PublicKey, same.Name, same.Replaces) == answer)
        {
            return PreparedWrite.Repeat(answer, await db.ReadReceiptAsync(same.From, ct));
        }

        var signer = await assessors.FindSignerAsync(jws.KeyId, ct);
        if (signer?.Refusal is { } ended)
        {
            return ended;
        }

        if (known.Count == 0 ? jws.KeyId != claims.Kid : signer is null)
        {
            return new Problem(ProblemCode.BadSignature, new(
                "须由在用的评估员密钥签名；日志中的第一把密钥由其自身签名。",
                "A key in force has to sign; only the log's first key signs for itself."));
        }

        var founding = known.Count == 0 ? await db.FindOpenAccessAsync(caller.Fingerprint, ct) : null;
        var entry = AssessorEntry.Of(
            UtcText.Format(db.Clock.GetUtcNow()), caller.Name, answer.Kid, answer.PublicKey, answer.Name,
            claims.Replaces, founding?.Index, jws.Text);
        return AssessorRule.Refusal(claims, known) ?? PreparedWrite.Write(
            StatusCodes.Status201Created, answer, "/api/v1/assessors",
            AssessorStore.ToCommit(
                entry, jws.KeyId, known.Count, known.SingleOrDefault(a => a.Kid == claims.Replaces)?.Person));
    }

    internal sealed class Validator : AbstractValidator<AssessorClaims>
    {
        public Validator()
        {
            RuleFor(r => r.Kid).Matches("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\\z|^[A-Za-z0-9_-]{43}\\z")
                .Saying("须为 1–128 位字母、数字、. _ -", "must be 1 to 128 letters, digits, . _ -");
            RuleFor(r => r.Name).RequiredProse(100);
            RuleFor(r => r.PublicKey).Must(k => k.TryToKey(out _)).Saying(
                "须为公钥 JWK，不得含私钥：P-256（kty=EC, crv=P-256, x, y）或 Ed25519（kty=OKP, crv=Ed25519, x）",
                "must be a public JWK without the private key: P-256 (kty EC, crv P-256, x, y) or Ed25519 (kty OKP, "
                    + "crv Ed25519, x)");
        }
    }
}
