using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>POST /ratings with several ratings: NDJSON, one compact JWS a line. Each line is a write of its own, in
/// order; a refused one leaves the others alone.</summary>
internal static class RatingLines
{
    public const int MostLines = 500;

    private static readonly Problem NotTried = new(ProblemCode.Unavailable, new(
        "前面一行遇到系统故障，本行未处理；请稍后用同一 Idempotency-Key 重新提交。",
        "An earlier line met an outage and this one was not tried; send again later, with the same Idempotency-Key."));

    internal sealed record Response(IReadOnlyList<Line> Items);

    /// <summary>What became of one line; exactly one of <c>Receipt</c> and <c>Problem</c> is there,
    /// in a dry run at most the latter.</summary>
    /// <param name="Number">Place in the body, from 1; blank lines count and are not answered.</param>
    /// <param name="Status">The HTTP status that the line alone would have had.</param>
    /// <param name="Index">Where the rating stands in the log.</param>
    internal sealed record Line(
        [property: System.Text.Json.Serialization.JsonPropertyName("line")] int Number, int Status, long? Index,
        Receipt? Receipt, Dictionary<string, object?>? Problem);

    public static bool AreIn(HttpRequest request) => RequestBody.MediaTypeOf(request) == AcceptedMedia.Lines;

    /// <param name="check">Reads one line; the refusal, or what prepares its write.</param>
    public static async Task<IResult> TakeAsync(
        HttpContext http, EvaluationDb db,
        Func<string, Task<(Problem? Refusal, Func<CancellationToken, Task<PreparedWrite>>? Prepare)>> check)
    {
        if (WritePipeline.Fault(http) is { } fault)
        {
            return fault;
        }

        // Counted before a signature is looked at.
        var body = RequestBody.BytesOf(http);
        if (RequestBody.LinesIn(body.Span) > MostLines)
        {
            return new Problem(ProblemCode.TooLarge, new($"一次最多提交 {MostLines} 行，空行也算；请分批提交。",
                $"{MostLines} lines at most, blank ones included; send them in parts."));
        }

        var lines = Read(body.Span);
        if (lines.Count == 0)
        {
            return Problem.Invalid("", new("没有评定", "has no ratings"));
        }

        List<Line> answers = [];
        var (toldLines, toldErrors) = (0, 0);
        foreach (var (number, text) in lines)
        {
            // Where the system failed it would go on failing, at the caller's expense.
            var written = answers is [.., { Status: >= StatusCodes.Status500InternalServerError }]
                ? NotTried
                : await WriteAsync(http, db, number, text, check);
            answers.Add(new(number, written.Status, written.Receipt?.Index, written.Receipt,
                written.Refusal is { } refused ? Tell(refused) : null));
        }

        return TypedResults.Json(new Response(answers), statusCode: StatusCodes.Status207MultiStatus);

        // Every line is answered; a hundred of them, and a hundred errors in all, are explained as in any other answer.
        Dictionary<string, object?> Tell(Problem refusal)
        {
            var details = refusal.ToDetails();
            if (++toldLines > RequestLimits.MostErrors)
            {
                return details.Where(d => d.Key is "title" or "status" or "code").ToDictionary();
            }

            var left = RequestLimits.MostErrors - toldErrors;
            toldErrors += refusal.Errors?.Count ?? 0;
            if (refusal.Errors is { } errors && errors.Count > left)
            {
                (details["errors"], details["moreErrors"]) =
                    (errors.Take(Math.Max(0, left)).ToDictionary(), errors.Count - Math.Max(0, left));
            }

            return details;
        }
    }

    private static List<(int Number, string Text)> Read(ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetString(body)
            .Split('\n')
            .Select((line, i) => (Number: i + 1, Text: line.Trim()))
            .Where(l => l.Text.Length > 0)];

    private static async Task<WriteResult> WriteAsync(
        HttpContext http, EvaluationDb db, int number, string text,
        Func<string, Task<(Problem? Refusal, Func<CancellationToken, Task<PreparedWrite>>? Prepare)>> check)
    {
        try
        {
            var (refusal, prepare) = await check(text);
            return refusal is not null ? refusal : await db.WritePartAsync(http, number, text, prepare!);
        }
#pragma warning disable CA1031 // the lines before are stored: their answers must reach the caller
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return http.RequestServices.GetServices<IExceptionHandler>()
                .OfType<RequestErrors>()
                .Single()
                .ToProblem(http, failure);
        }
    }
}
