using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Reading;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>How a side answers the other side's process: everything it may know follows from the log,
/// so the log's head is the answer's ETag.</summary>
public static class FactsAnswer
{
    /// <summary>304 when the caller has the answer of this head already, else the answer.</summary>
    /// <param name="db">The side that is asked.</param>
    /// <param name="http">The request.</param>
    /// <param name="read">Reads the answer. Its own head is the one it was read at; the head given to it is older or
    /// the same, for answers that have none.</param>
    /// <param name="headOf">The answer's head.</param>
    public static async Task<IResult> AnswerFactsAsync<T>(
        this SideLog db, HttpContext http, Func<LogHead, CancellationToken, Task<T>> read, Func<T, LogHead> headOf)
    {
        var ct = http.RequestAborted;
        var head = await db.ReadLogHeadAsync(ct);
        http.Response.Headers.CacheControl = "private, no-cache"; // to be asked for again every time
        if (http.Request.Headers.IfNoneMatch is [{ } known] && known == TagOf(db, head))
        {
            http.Response.Headers.ETag = known;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var answer = await read(head, ct);
        http.Response.Headers.ETag = TagOf(db, headOf(answer));
        return TypedResults.Ok(answer);
    }

    // The build too: another program may read the same entries differently.
    private static string TagOf(SideLog db, LogHead head) =>
        $"\"{head.Size}-{head.Root}-{db.GetType().Module.ModuleVersionId:N}\"";
}
