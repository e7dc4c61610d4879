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

namespace Jingan.TargetMgmt.Evaluation.Access;

/// <summary>POST /access/approvals: an assessor's key in force approves an evaluator's token. The signature decides,
/// whoever carries it: before the first approval nobody could.</summary>
internal static class ApproveAccess
{
    internal sealed record Response(
        string Fingerprint, string Name, string Role, string Until, long Access, string Assessor);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/access/approvals", Handle)
            .WithName(nameof(ApproveAccess))
            .WithSummary(
                "Approve an evaluator's access token: a compact JWS signed with an assessor's key in force. Needs no "
                    + "token: the signature decides.")
            .Takes<ApprovalClaims>(CompactJws.MediaType)
            .Produces<Response>(StatusCodes.Status201Created)
            .AllowAnonymous();

    private static async Task<IResult> Handle(
        HttpContext http, EvaluationDb db, AssessorStore assessors, ApprovalStore approvals,
        SignedStatements statements, AccessRegisters access)
    {
        var read = await statements.ReadAsync<ApprovalClaims>(http, ApprovalClaims.TypeName);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var actor = Caller.Of(http).Name is { Length: > 0 } name ? name : Refusals.RefusedAttempt.Anonymous;
        var answer = await db.WriteAsync(
            http, ct => PrepareAsync(read.Jws!, read.Claims!, actor, db, assessors, approvals, ct), read.Jws!.Text);
        access.Of(db.Side).Forget();
        return answer;
    }

    internal static async Task<PreparedWrite> PrepareAsync(
        CompactJws jws, ApprovalClaims claims, string actor, EvaluationDb db, AssessorStore assessors,
        ApprovalStore approvals, CancellationToken ct)
    {
        var signer = (await assessors.FindSignerAsync(jws.KeyId, ct))!;
        if (signer.Refusal is { } ended)
        {
            return ended;
        }

        if (await db.FindOpenAccessAsync(claims.Fingerprint, ct) is not { } term)
        {
            return Problem.Invalid("/fingerprint", new(
                "没有此在册令牌；清单见 GET /logs/evaluation/access",
                "is no token on record; GET /logs/evaluation/access lists them"));
        }

        var entry = term.Entry;
        if ((claims.Name, claims.Role, claims.Until) != (entry.Name, entry.Role, entry.Until))
        {
            return Problem.Invalid("/name", new(
                $"与第 {term.Index} 条登记不符：{entry.Name}，{entry.Role}，至 {entry.Until}",
                $"is not what entry {term.Index} says: {entry.Name}, {entry.Role}, until {entry.Until}"));
        }

        if (entry.Role != Role.Evaluator)
        {
            return Problem.Invalid(
                "/role", new("只有 evaluator 的令牌须经批准", "needs no approval: only an evaluator's token does"));
        }

        var answer = new Response(entry.Fingerprint, entry.Name, entry.Role, entry.Until, term.Index, jws.KeyId);
        if (await approvals.FindAsync(term.Index, ct) is var (index, kid))
        {
            return PreparedWrite.Repeat(answer with { Assessor = kid }, await db.ReadReceiptAsync(index, ct));
        }

        var approval = AccessApprovalEntry.Of(UtcText.Format(db.Clock.GetUtcNow()), actor, jws, term);
        return PreparedWrite.Write(StatusCodes.Status201Created, answer, "/logs/evaluation/access",
            ApprovalStore.ToCommit(approval));
    }
}
