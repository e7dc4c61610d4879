using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Writing;

/// <summary>The stored answer with its receipt as the last member; null in the answer to a dry run.</summary>
internal sealed class JsonAnswer(WriteResult written) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => written.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        // A JSON object ends in "}": the receipt goes in front of it,
        // so that a repeated answer is the first one to the byte.
        byte[] body =
        [
            .. written.Answer.AsSpan()[..^1], .. ",\"receipt\":"u8,
            .. JsonSerializer.SerializeToUtf8Bytes(written.Receipt, WireJson.Options), (byte)'}',
        ];
        var response = httpContext.Response;
        response.StatusCode = written.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (written.Location is { } location)
        {
            response.Headers.Location = location;
        }

        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
