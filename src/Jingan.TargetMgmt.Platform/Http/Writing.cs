using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Platform.Http;

/// <summary>What a handler prepared: a refusal, a repeat of something already stored, or units to commit with their answer.</summary>
/// <param name="Answer">The answer without its receipt: anything that serialises to a JSON object.</param>
/// <param name="Receipt">Of a repeat: the receipt it got when it was stored.</param>
public sealed record Prepared(Problem? Refusal, int Status, object? Answer, IReadOnlyList<CommitUnit> Units, string? Location, Receipt? Receipt)
{
    public static implicit operator Prepared(Problem refusal) => Refuse(refusal);

    public static Prepared Refuse(Problem refusal) => new(refusal, refusal.Code.Status, null, [], null, null);

    /// <summary>The request asks for what is already so: nothing to store, the answer carries the old receipt.</summary>
    public static Prepared Repeat(object answer, Receipt receipt) => new(null, StatusCodes.Status200OK, answer, [], null, receipt);

    public static Prepared Write(int status, object answer, string? location, params IReadOnlyList<CommitUnit> units) =>
        new(null, status, answer, units, location, null);
}

/// <summary>The way of every write from prepared data to its answer: dry run, idempotency key, bounded retries, receipt.</summary>
public static class Writing
{
    private const int MaxAttempts = 8;

    /// <summary>Prepares, commits, and answers with the receipt.</summary>
    /// <param name="db">The side that is written.</param>
    /// <param name="http">The request.</param>
    /// <param name="prepare">Reads and decides; called again when another write invalidated what it read.</param>
    public static async Task<IResult> WriteAsync(this Database db, HttpContext http, Func<CancellationToken, Task<Prepared>> prepare)
    {
        var ct = http.RequestAborted;
        if (IsDryRun(http) is not { } isDryRun)
        {
            return Problem.Invalid("/dryRun", new("须为 true 或 false", "must be true or false"));
        }

        var (key, refusal) = isDryRun ? (null, null) : await IdempotencyKey.ReadAsync(http);
        if (refusal is not null)
        {
            return refusal;
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (key is not null && await db.FindAnswerAsync(key.Caller, key.Value, ct) is { } given)
            {
                return AnswerAgain(key, given);
            }

            var prepared = await prepare(ct);
            if (prepared.Refusal is { } refused)
            {
                return refused;
            }

            if (prepared.Units.FirstOrDefault(u => u.Entry?.Length > LogEntry.MaxLength) is { } tooLong)
            {
                return new Problem(ProblemCode.TooLarge, new(
                    $"单条记录 {tooLong.Entry!.Length} 字节，上限 {LogEntry.MaxLength} 字节；请缩短文字或分开提交。",
                    $"The record has {tooLong.Entry.Length} bytes of {LogEntry.MaxLength} allowed; shorten the texts or split it."));
            }

            var answer = JsonSerializer.SerializeToUtf8Bytes(prepared.Answer, WireJson.Options);
            if (isDryRun || prepared.Units.Count == 0)
            {
                return new JsonAnswer(StatusCodes.Status200OK, answer, null, prepared.Receipt);
            }

            var outcome = await db.Queue.CommitAsync(key is null ? prepared.Units : WithMemory(key, prepared, answer), ct);
            if (outcome.IsStored)
            {
                return new JsonAnswer(prepared.Status, answer, prepared.Location, outcome.Receipts[^1]);
            }

            if (!outcome.IsConflict)
            {
                return NotTaken(http, db, outcome);
            }
        }

        return new Problem(ProblemCode.ConcurrentWrite, new("请重新读取后再次提交；未保存任何内容。", "Read again and retry; nothing was stored."));
    }

    /// <summary>Whether <c>?dryRun=true</c> was asked for; null when it says neither true nor false.</summary>
    public static bool? IsDryRun(HttpContext http) =>
        !http.Request.Query.TryGetValue("dryRun", out var text) ? false : text.Count == 1 && bool.TryParse(text[0], out var isDryRun) ? isDryRun : null;

    /// <summary>The answer when the queue did not take a write at all.</summary>
    internal static Problem NotTaken(HttpContext http, Database db, CommitOutcome outcome)
    {
        if (outcome.Doubt is { } doubt)
        {
            return new(ProblemCode.LogInDoubt, new(
                $"{db.Side} 日志存疑，已停止写入：{doubt.Zh}。请联系系统管理员；未保存任何内容。",
                $"The {db.Side} log is in doubt and takes no writes: {doubt.En}. Tell the administrator; nothing was stored."));
        }

        http.Response.Headers.RetryAfter = "1";
        return new(ProblemCode.Busy, new("等待写入的请求过多，请稍后重试；未保存任何内容。", "Too many writes are waiting; retry later, nothing was stored."));
    }

    private static IReadOnlyList<CommitUnit> WithMemory(IdempotencyKey key, Prepared prepared, byte[] answer)
    {
        var last = prepared.Units[^1];
        var memory = IdempotencyStore.Remember(key.Caller, key.Value, key.RequestHash, prepared.Status, prepared.Location, answer);
        return [.. prepared.Units.SkipLast(1), last with { Statements = [.. last.Statements, memory] }];
    }

    private static IResult AnswerAgain(IdempotencyKey key, GivenAnswer given) => given.RequestHash.AsSpan().SequenceEqual(key.RequestHash)
        ? new JsonAnswer(given.Status, given.Body, given.Location, given.Receipt)
        : new Problem(ProblemCode.IdempotencyConflict, new(
            "该 Idempotency-Key 已用于另一请求；新的请求请换一个键。", "This Idempotency-Key belongs to another request; use a new key for a new request."));

    /// <summary>The stored answer with its receipt as the last member; null in the answer to a dry run.</summary>
    private sealed class JsonAnswer(int status, byte[] answer, string? location, Receipt? receipt) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            // A JSON object ends in "}": the receipt goes in front of it, so that a repeated answer is the first one to the byte.
            byte[] body = [.. answer.AsSpan()[..^1], .. ",\"receipt\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(receipt, WireJson.Options), (byte)'}'];
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            if (location is not null)
            {
                response.Headers.Location = location;
            }

            return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }

    private sealed record IdempotencyKey(string Caller, string Value, byte[] RequestHash)
    {
        private const string Header = "Idempotency-Key";

        public static async Task<(IdempotencyKey? Key, Problem? Refusal)> ReadAsync(HttpContext http)
        {
            if (!http.Request.Headers.TryGetValue(Header, out var values))
            {
                return (null, null);
            }

            if (values is not [{ Length: >= 1 and <= 255 } key] || key.Any(c => c is < '!' or > '~'))
            {
                return (null, Problem.Invalid("/" + Header, new("须为 1–255 个可见 ASCII 字符", "must have 1 to 255 visible ASCII characters")));
            }

            // The body is buffered by BufferKeyedBodies, so it can be read a second time here.
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
            http.Request.Body.Position = 0;
            var buffer = new byte[16 * 1024];
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }

            return (new(Access.Caller.Of(http).Name, key, hash.GetHashAndReset()), null);
        }
    }

    /// <summary>Middleware: keeps the body of requests that carry an idempotency key, so that it can be compared.</summary>
    public static Task BufferKeyedBodies(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey("Idempotency-Key"))
        {
            http.Request.EnableBuffering();
        }

        return next(http);
    }
}
