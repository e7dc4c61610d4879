using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>What is to become of a draft: a refusal, or a statement and what it answers.</summary>
/// <param name="Statement">Null where there is nothing to write.</param>
internal sealed record PreparedDraft(IResult? Refusal, Statement? Statement = null, Func<IResult>? Answer = null);

/// <summary>The way of a draft into its row. It makes no log entry, and so has no receipt.</summary>
internal static class DraftWrite
{
    private const int MaxAttempts = 8;

    /// <summary>Prepares and stores; prepares again when somebody else wrote over the same draft.</summary>
    public static async Task<IResult> WriteDraftAsync(
        this GovernmentDb db, HttpContext http, Func<CancellationToken, Task<PreparedDraft>> prepare)
    {
        if (WritePipeline.Fault(http) is { } fault)
        {
            return fault;
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var prepared = await prepare(http.RequestAborted);
            if (prepared.Refusal is { } refusal)
            {
                return refusal;
            }

            if (prepared.Statement is null || WritePipeline.IsDryRun(http) == true)
            {
                return prepared.Answer!();
            }

            var outcome = await db.Queue.CommitAsync([new(null, [prepared.Statement])], http.RequestAborted);
            if (outcome.IsStored)
            {
                return prepared.Answer!();
            }

            if (!outcome.IsConflict)
            {
                return WritePipeline.NotTaken(http, db, outcome);
            }
        }

        return new Problem(
            ProblemCode.ConcurrentWrite, new("请重新读取后再次提交；未保存任何内容。", "Read again and retry; nothing was stored."));
    }
}
