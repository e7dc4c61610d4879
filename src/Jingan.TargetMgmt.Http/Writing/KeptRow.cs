using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Writing;

/// <summary>What is to become of rows that are nobody's fact: a refusal, or what writes them and what it answers.
/// </summary>
/// <param name="Statements">All are stored or none is; none where there is nothing to write.</param>
public sealed record PreparedRow(
    IResult? Refusal, IReadOnlyList<Statement>? Statements = null, Func<IResult>? Answer = null);

/// <summary>The way into a row that is nobody's fact, such as a draft. It makes no log entry, and so has no
/// receipt.</summary>
public static class KeptRow
{
    private const int MaxAttempts = 8;

    /// <summary>Prepares and stores; prepares again when somebody else wrote over the same row.</summary>
    public static async Task<IResult> KeepAsync(
        this SideLog db, HttpContext http, Func<CancellationToken, Task<PreparedRow>> prepare)
    {
        if (WritePipeline.Fault(http) is { } fault)
        {
            return fault;
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var prepared = await RetriedReads.RetryAsync(() => prepare(http.RequestAborted), http.RequestAborted);
            if (prepared.Refusal is { } refusal)
            {
                return refusal;
            }

            if (prepared.Statements is not { Count: > 0 } statements || WritePipeline.IsDryRun(http) == true)
            {
                return prepared.Answer!();
            }

            var outcome = await db.Queue.CommitAsync([new(null, statements)], http.RequestAborted);
            if (outcome.IsStored)
            {
                return prepared.Answer!();
            }

            if (!outcome.IsConflict)
            {
                return WritePipeline.NotTaken(http, db, outcome);
            }
        }

        return WritePipeline.Contended();
    }
}
