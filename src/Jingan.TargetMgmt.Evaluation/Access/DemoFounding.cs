using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Evaluation.Access;

/// <summary>The founding of the demonstration, for Development only:
/// its key and its evaluator's token are the founding ones, by the same steps that people take.</summary>
internal static class DemoFounding
{
    /// <summary>Registers the key unless it is registered,
    /// and has it approve the token where that does not count yet.</summary>
    /// <param name="key">The demonstration assessor's private key.</param>
    /// <param name="evaluator">Whose token it is.</param>
    public static async Task FoundAsync(IServiceProvider services, JwsKey key, Caller evaluator, CancellationToken ct)
    {
        var (db, assessors) =
            (services.GetRequiredService<EvaluationDb>(), services.GetRequiredService<AssessorStore>());
        var (log, at, kid) = (db.Identity.VerifierKey.Name, UtcText.Format(db.Clock.GetUtcNow()),
            key.PublicKey.Thumbprint());
        var claims = new AssessorClaims(kid, key.PublicKey, "演示评估员（demo）", null, AssessorClaims.TypeName, log, at);
        await CommitAsync(
            db, await RegisterAssessor.PrepareAsync(Sign(key, claims), claims, evaluator, db, assessors, ct), ct);
        if (await db.FindOpenAccessAsync(evaluator.Fingerprint, ct) is { } term
            && (await ApprovalStore.ApprovedAsync(db, ct))?.Contains(term.Index) == false)
        {
            var (name, role, until) = (term.Entry.Name, term.Entry.Role, term.Entry.Until);
            var approval = new ApprovalClaims(term.Entry.Fingerprint, name, role, until, ApprovalClaims.TypeName, log,
                at);
            var approvals = services.GetRequiredService<ApprovalStore>();
            await CommitAsync(
                db, await ApproveAccess.PrepareAsync(Sign(key, approval), approval, evaluator.Name, db, assessors,
                    approvals, ct), ct);
        }

        services.GetRequiredService<AccessRegisters>().Of(db.Side).Forget();
    }

    private static CompactJws Sign<T>(JwsKey key, T claims) =>
        CompactJws.TryParse(
            CompactJws.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, WireJson.Options), key.PublicKey.Thumbprint(),
                key), out var jws)
            ? jws
            : throw new InvalidOperationException("What was signed just now cannot be read.");

    // A refusal is no failure of the start: an older log may know the key in another way.
    private static async Task CommitAsync(EvaluationDb db, PreparedWrite prepared, CancellationToken ct)
    {
        if (prepared.Units.Count > 0)
        {
            await db.CommitAtStartAsync(prepared.Units, new("演示评估员的公钥与令牌", "the demo assessor's key and token"), ct);
        }
    }
}
