using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Writing;

/// <summary>What a handler prepared: a refusal, a repeat of something already stored,
/// or units to commit with their answer.</summary>
/// <param name="Answer">The answer without its receipt: anything that serialises to a JSON object.</param>
/// <param name="Receipt">Of a repeat: the receipt it got when it was stored.</param>
public sealed record PreparedWrite(
    Problem? Refusal, int Status, object? Answer, IReadOnlyList<CommitUnit> Units, string? Location, Receipt? Receipt)
{
    public static implicit operator PreparedWrite(Problem refusal) => Refuse(refusal);

    public static PreparedWrite Refuse(Problem refusal) => new(refusal, refusal.Code.Status, null, [], null, null);

    /// <summary>The request asks for what is already so: nothing to store,
    /// the answer carries the old receipt.</summary>
    public static PreparedWrite Repeat(
        object answer, Receipt receipt) => new(null, StatusCodes.Status200OK, answer, [], null, receipt);

    public static PreparedWrite Write(
        int status, object answer, string? location, params IReadOnlyList<CommitUnit> units) =>
        new(null, status, answer, units, location, null);
}

/// <summary>What became of a write: a refusal, or the answer without its receipt. A dry run has no receipt.</summary>
public sealed record WriteResult(Problem? Refusal, int Status, byte[] Answer, string? Location, Receipt? Receipt)
{
    public static implicit operator WriteResult(Problem refusal) => Refuse(refusal);

    public static WriteResult Refuse(Problem refusal) => new(refusal, refusal.Code.Status, [], null, null);
}

/// <summary>The way of every write from prepared data to its answer: dry run, idempotency key, bounded retries,
/// receipt.</summary>
public static class WritePipeline
{
    private const int MaxAttempts = 8;

    /// <summary>Prepares, commits, and answers with the receipt.</summary>
    /// <param name="db">The side that is written.</param>
    /// <param name="http">The request.</param>
    /// <param name="prepare">Reads and decides; called again when another write invalidated what it read.</param>
    /// <param name="signed">The body's text where it is signed: the same text again is the same statement,
    /// and gets its first answer whoever sends it.</param>
    public static async Task<IResult> WriteAsync(
        this SideLog db, HttpContext http, Func<CancellationToken, Task<PreparedWrite>> prepare, string? signed = null)
    {
        if (Fault(http) is { } fault)
        {
            return fault;
        }

        var written = await WriteAsync(db, http, await IdempotencyKey.ReadAsync(http),
            signed is null ? null : IdempotencyKey.OfSigned(signed), prepare);
        return written.Refusal is { } refusal ? refusal : new JsonAnswer(written);
    }

    /// <summary>One of several signed writes that a request brings, each on its own:
    /// its idempotency key is the request's with the part's number.</summary>
    /// <param name="db">The side that is written.</param>
    /// <param name="http">The request; <see cref="Fault"/> has nothing against it.</param>
    /// <param name="number">The part's place in the request.</param>
    /// <param name="part">The part as it was sent.</param>
    /// <param name="prepare">Reads and decides; called again when another write invalidated what it read.</param>
    public static Task<WriteResult> WritePartAsync(
        this SideLog db, HttpContext http, int number, string part,
        Func<CancellationToken, Task<PreparedWrite>> prepare) =>
        WriteAsync(db, http, IdempotencyKey.OfPart(http, number, part), IdempotencyKey.OfSigned(part), prepare);

    /// <summary>What is wrong with what every write takes, the query's <c>dryRun</c> and the idempotency key;
    /// null when nothing is.</summary>
    public static Problem? Fault(HttpContext http) => IsDryRun(http) switch
    {
        null => Problem.Invalid("/dryRun", new("须为 true 或 false", "must be true or false")),
        true => null,
        false => IdempotencyKey.Fault(http),
    };

    private static async Task<WriteResult> WriteAsync(
        SideLog db, HttpContext http, IdempotencyKey? key, IdempotencyKey? signed,
        Func<CancellationToken, Task<PreparedWrite>> prepare)
    {
        var (ct, isDryRun) = (http.RequestAborted, IsDryRun(http) == true);
        if (isDryRun)
        {
            (key, signed) = (null, null); // it is no write, and no repeat of one
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if ((await GivenAsync(db, key, ct)
                ?? (attempt == 0 ? null : await GivenAsync(db, signed, ct))) is { } given)
            {
                return given;
            }

            // Before anything is decided upon rows that may not be true.
            if (db.Log.Doubt is { } doubt)
            {
                return InDoubt(db, doubt);
            }

            var prepared = await RetriedReads.RetryAsync(() => prepare(ct), ct);
            if (prepared.Refusal is { } refused)
            {
                // Perhaps because it is stored already. Asked only now: nearly every statement is new.
                return await GivenAsync(db, signed, ct) ?? refused;
            }

            if (prepared.Units.FirstOrDefault(u => u.Entry?.Length > LogEntry.MaxLength) is { } tooLong)
            {
                return new Problem(ProblemCode.TooLarge, new(
                    $"单条记录 {tooLong.Entry!.Length} 字节，上限 {LogEntry.MaxLength} 字节；请缩短文字或分开提交。",
                    $"The record has {tooLong.Entry.Length} bytes of {LogEntry.MaxLength} allowed; shorten the texts "
                        + "or split it."));
            }

            var answer = JsonSerializer.SerializeToUtf8Bytes(prepared.Answer, WireJson.Options);
            var isUnchanged = prepared.Units.Count == 0;
            if (isUnchanged && await GivenAsync(db, signed, ct) is { } first)
            {
                return first;
            }

            if (isDryRun || (isUnchanged && (key is null || prepared.Receipt is null)))
            {
                return new(null, StatusCodes.Status200OK, answer, null, prepared.Receipt);
            }

            var units = isUnchanged
                ? [IdempotencyStore.RememberUnchanged(
                    key!.Caller, key.Value, key.RequestHash, answer, prepared.Receipt!.Index)]
                : WithMemory(prepared, answer, key, signed);
            var outcome = await db.Queue.CommitAsync(units, ct);
            if (outcome.IsStored)
            {
                return isUnchanged
                    ? new(null, StatusCodes.Status200OK, answer, null, prepared.Receipt)
                    : new(null, prepared.Status, answer, prepared.Location, outcome.Receipts[^1]);
            }

            if (!outcome.IsConflict)
            {
                return NotTaken(http, db, outcome);
            }
        }

        return Contended();
    }

    /// <summary>Whether <c>?dryRun=true</c> was asked for; null when it says neither true nor false.</summary>
    public static bool? IsDryRun(HttpContext http) =>
        !http.Request.Query.TryGetValue("dryRun", out var text) ? false
        : text.Count == 1 && bool.TryParse(text[0], out var isDryRun) ? isDryRun : null;

    /// <summary>The answer when others kept writing the same thing.</summary>
    internal static Problem Contended() => new(
        ProblemCode.ConcurrentWrite, new("请重新读取后再次提交；未保存任何内容。", "Read again and retry; nothing was stored."));

    /// <summary>The answer when the queue did not take a write at all.</summary>
    internal static Problem NotTaken(HttpContext http, SideLog db, CommitOutcome outcome)
    {
        if (outcome.Doubt is { } doubt)
        {
            return InDoubt(db, doubt);
        }

        if (outcome.Late is { } late)
        {
            http.Response.Headers.RetryAfter = "60";
            return new(ProblemCode.ClockBehind, new($"{late.Zh}。请联系系统管理员；未保存任何内容。",
                $"No write is taken: {late.En}. Tell the administrator; nothing was stored."));
        }

        http.Response.Headers.RetryAfter = "1";
        return new(ProblemCode.Busy,
            new("等待写入的请求过多，请稍后重试；未保存任何内容。", "Too many writes are waiting; retry later, nothing was stored."));
    }

    private static Problem InDoubt(SideLog db, Text doubt) => new(ProblemCode.LogInDoubt, new(
        $"{db.Side} 日志存疑，已停止写入：{doubt.Zh}。请联系系统管理员；未保存任何内容。",
        $"The {db.Side} log is in doubt and takes no writes: {doubt.En}. Tell the administrator; nothing was stored."));

    private static IReadOnlyList<CommitUnit> WithMemory(
        PreparedWrite prepared, byte[] answer, params IReadOnlyList<IdempotencyKey?> keys)
    {
        var last = prepared.Units[^1];
        var memory = keys.OfType<IdempotencyKey>().Select(k =>
            IdempotencyStore.Remember(k.Caller, k.Value, k.RequestHash, prepared.Status, prepared.Location, answer));
        return [.. prepared.Units.SkipLast(1), last with { Statements = [.. last.Statements, .. memory] }];
    }

    // Null when nothing was answered under the key, or there is no key.
    private static async Task<WriteResult?> GivenAsync(SideLog db, IdempotencyKey? key, CancellationToken ct) =>
        key is null
        || await RetriedReads.RetryAsync(() => db.FindAnswerAsync(key.Caller, key.Value, ct), ct) is not { } given
        ? null
        : given.RequestHash.AsSpan().SequenceEqual(key.RequestHash)
            ? new WriteResult(null, given.Status, given.Body, given.Location, given.Receipt)
        : new Problem(ProblemCode.IdempotencyConflict, new(
            "该 Idempotency-Key 已用于另一请求；新的请求请换一个键。",
            "This Idempotency-Key belongs to another request; use a new key for a new request."));
}
