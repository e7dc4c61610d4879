using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>POST /ratings with several ratings: NDJSON, one compact JWS a line. Each line is a write of its own, in order; a refused one leaves the others alone.</summary>
internal static class RatingLines
{
    public const string MediaType = "application/x-ndjson";

    public const int MostLines = 500;

    private static readonly Problem NotTried = new(ProblemCode.Unavailable, new(
        "前面一行遇到系统故障，本行未处理；请稍后用同一 Idempotency-Key 重新提交。",
        "An earlier line met an outage and this one was not tried; send again later, with the same Idempotency-Key."));

    internal sealed record Response(IReadOnlyList<Line> Items);

    /// <summary>What became of one line; exactly one of <c>Receipt</c> and <c>Problem</c> is there, in a dry run at most the latter.</summary>
    /// <param name="Number">Place in the body, from 1; blank lines count and are not answered.</param>
    /// <param name="Status">The HTTP status that the line alone would have had.</param>
    /// <param name="Index">Where the rating stands in the log.</param>
    internal sealed record Line(
        [property: System.Text.Json.Serialization.JsonPropertyName("line")] int Number, int Status, long? Index, Receipt? Receipt, Dictionary<string, object?>? Problem);

    public static bool AreIn(HttpRequest request) => request.GetTypedHeaders().ContentType?.MediaType.Value == MediaType;

    /// <param name="check">Reads one line; the refusal, or what prepares its write.</param>
    public static async Task<IResult> TakeAsync(
        HttpContext http, EvaluationDb db, Func<string, Task<(Problem? Refusal, Func<CancellationToken, Task<Prepared>>? Prepare)>> check)
    {
        if (Writing.Fault(http) is { } fault)
        {
            return fault;
        }

        var lines = await ReadAsync(http);
        if (lines.Count is 0 or > MostLines)
        {
            return lines.Count == 0
                ? Problem.Invalid("", new("没有评定", "has no ratings"))
                : new Problem(ProblemCode.TooLarge, new($"一次最多提交 {MostLines} 行；请分批提交。", $"{MostLines} lines at most; send them in parts."));
        }

        List<Line> answers = [];
        foreach (var (number, text) in lines)
        {
            // Where the system failed it would go on failing, at the caller's expense.
            var written = answers is [.., { Status: >= StatusCodes.Status500InternalServerError }] ? NotTried : await WriteAsync(http, db, number, text, check);
            answers.Add(new(number, written.Status, written.Receipt?.Index, written.Receipt, written.Refusal?.ToDetails()));
        }

        return TypedResults.Json(new Response(answers), statusCode: StatusCodes.Status207MultiStatus);
    }

    private static async Task<List<(int Number, string Text)>> ReadAsync(HttpContext http)
    {
        List<(int, string)> lines = [];
        using var reader = new StreamReader(http.Request.Body, Encoding.ASCII, leaveOpen: true);
        for (var number = 1; await reader.ReadLineAsync(http.RequestAborted) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add((number, line.Trim()));
            }
        }

        return lines;
    }

    private static async Task<Written> WriteAsync(
        HttpContext http, EvaluationDb db, int number, string text, Func<string, Task<(Problem? Refusal, Func<CancellationToken, Task<Prepared>>? Prepare)>> check)
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
            return http.RequestServices.GetServices<IExceptionHandler>().OfType<RequestErrors>().Single().ToProblem(http, failure);
        }
    }
}
