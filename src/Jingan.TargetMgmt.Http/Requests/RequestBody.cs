using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The body of a write: read whole, within its route's bound, and UTF-8 unless it is a table. Whatever reads
/// it afterwards can count in it before it works on it.</summary>
public static class RequestBody
{
    /// <summary>Middleware, behind access: of a caller who may not write nothing is read.</summary>
    public static async Task ReadAsync(HttpContext http, RequestDelegate next)
    {
        if (RequestLimits.BoundOf(http) is not { } bound)
        {
            await next(http);
            return;
        }

        var isTable = IsTable(http);
        if (!isTable && CharsetFault(http) is { } foreign)
        {
            await foreign.ExecuteAsync(http);
            return;
        }

        if (await ReadWholeAsync(http, bound.Bytes) is not { } body)
        {
            await RequestLimits.TooLarge(bound.Bytes).ExecuteAsync(http);
            return;
        }

        if (!isTable && Fault(BytesOf(body).Span) is { } fault)
        {
            await fault.ExecuteAsync(http);
            return;
        }

        // From here on it can be read again: the idempotency key is compared with it.
        http.Request.Body = body;
        await next(http);
    }

    /// <summary>The bytes of a body that <see cref="ReadAsync"/> has read.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    public static ReadOnlyMemory<byte> BytesOf(HttpContext http) =>
        http.Request.Body is MemoryStream body
        ? BytesOf(body)
        : throw new InvalidOperationException($"{http.GetEndpoint()} has no bound in {nameof(RequestLimits)}.");

    /// <summary>How many lines there are in it, blank ones included.</summary>
    public static int LinesIn(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? 0 : body.Count((byte)'\n') + (body[^1] == (byte)'\n' ? 0 : 1);

    private static ReadOnlyMemory<byte> BytesOf(MemoryStream body) => body.GetBuffer().AsMemory(0, (int)body.Length);

    // Null when there is more than fits: chunks announce no length.
    private static async Task<MemoryStream?> ReadWholeAsync(HttpContext http, int most)
    {
        var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        var (source, part) =
            (http.Request.Body, new byte[Math.Clamp((int)(http.Request.ContentLength ?? most), 1, 16 * 1024)]);
        for (int read; (read = await source.ReadAsync(part, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > most)
            {
                return null;
            }

            body.Write(part, 0, read);
        }

        body.Position = 0;
        return body;
    }

    /// <summary>The media type that the request names for its body, in lower case (RFC 9110, 8.3.1: it has no case);
    /// null when it names none.</summary>
    public static string? MediaTypeOf(HttpRequest request) =>
        request.GetTypedHeaders().ContentType?.MediaType.Value?.ToLowerInvariant();

    // Spreadsheets save in what their computer's language is used to.
    private static bool IsTable(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<TableBody>() is { } tables
        && MediaTypeOf(http.Request) is { } type && tables.Types.Contains(type);

    // Bytes of another encoding would be other signs, or question marks, in the log for ever.
    private static Problem? Fault(ReadOnlySpan<byte> body)
    {
        if (Utf8.IsValid(body))
        {
            return null;
        }

        var at = FirstInvalid(body);
        return Problem.Invalid("", new(
            $"第 {at + 1} 字节起不是 UTF-8；请以 UTF-8 编码保存后重试（表格请另存为“CSV UTF-8”）。",
            $"is not UTF-8 from byte {at + 1} on; encode it as UTF-8 (a table: save it as “CSV UTF-8”)."));
    }

    private static Problem? CharsetFault(HttpContext http) =>
        http.Request.ContentType is not null
        && http.Request.GetTypedHeaders().ContentType?.Charset is { HasValue: true, Length: > 0 } charset
        && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
            ? Problem.Invalid("/Content-Type", new("charset 只能为 utf-8", "may name no charset but utf-8"))
            : null;

    /// <summary>Where a text stops being UTF-8.</summary>
    internal static int FirstInvalid(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(
            body[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
