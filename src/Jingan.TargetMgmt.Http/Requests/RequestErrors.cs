using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>Turns whatever a request threw into a <see cref="Problem"/>: bad bodies into pointers, outages into 503,
/// bugs into 500.</summary>
public sealed partial class RequestErrors(ILogger<RequestErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return true; // nobody is listening
        }

        await ToProblem(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>What to answer to the exception. It is logged where it is a bug or an outage.</summary>
    public Problem ToProblem(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: 413 }:
                return RequestLimits.TooLarge(RequestLimits.MostOf(http.GetEndpoint(), RequestLimits.BoundOf(http)));
            case BadHttpRequestException { StatusCode: 415 }:
                return ForStatus(415);
            case BadHttpRequestException { InnerException: JsonException json }:
                return FromBody(http, json);
            case BadHttpRequestException bad:
                var match = Parameter().Match(bad.Message);
                return match.Success
                    ? MalformedParameters.Of(
                        match.Groups["name"].Value, match.Groups["type"].Value,
                        match.Groups["value"].Success ? match.Groups["value"].Value : null)
                    : Problem.Invalid("", new("缺少或格式不正确", "is missing or malformed"));
            case OutcomeUnknownException unknown:
                Log.Outage(logger, unknown, http.TraceIdentifier);
                http.Response.Headers.RetryAfter = "5";
                return new(ProblemCode.Unavailable, new(
                    "数据库在提交时中断，无法确认是否已保存；请用同一 Idempotency-Key 重试，或先查询后再提交。",
                    "The database broke off during the commit and cannot say whether it was stored; repeat with the "
                        + "same Idempotency-Key, or look before you send again."));
            case FactsUnavailableException silence:
                Log.NoFacts(
                    logger, silence.Side, silence.Reason.En, silence.InnerException?.GetBaseException().Message);
                http.Response.Headers.RetryAfter = "5";
                return new(ProblemCode.FactsUnavailable, new(
                    $"{silence.Side} 侧的数据无法读取：{silence.Reason.Zh}。未作任何推测，也未保存任何内容；请稍后重试，持续如此请告知系统管理员。",
                    $"The facts of the {silence.Side} side cannot be read: {silence.Reason.En}. Nothing was guessed "
                        + "and nothing stored; try again shortly, and tell the administrator if it stays so."));
            case DoubtException doubt:
                return new(ProblemCode.LogInDoubt, new(
                    $"{doubt.Reason.Zh}。不予显示；请告知系统管理员，并用 jtm verify 核对日志。",
                    $"What is stored cannot be shown: {doubt.Reason.En}. Tell the administrator, and check the log "
                        + "with jtm verify."));
            case DbException outage:
                Log.Outage(logger, outage, http.TraceIdentifier);
                http.Response.Headers.RetryAfter = "5";
                return new(ProblemCode.Unavailable, new("数据库暂时不可用，未保存任何内容；请稍后重试。",
                    "The database is not available just now; nothing was stored. Try again shortly."));
            default:
                Log.Bug(logger, exception, http.TraceIdentifier);
                return new(ProblemCode.Internal, new($"请联系系统管理员并提供编号 {http.TraceIdentifier}。",
                    $"Tell the administrator this id: {http.TraceIdentifier}."));
        }
    }

    /// <summary>The problem for an answer that the framework gives without a body.</summary>
    public static Problem ForBare(HttpContext http) =>
        (http.Response.StatusCode == StatusCodes.Status400BadRequest ? MalformedParameters.Refusal(http) : null)
        ?? ForStatus(http.Response.StatusCode);

    /// <summary>The problem for a status that the framework sets without a body.</summary>
    public static Problem ForStatus(int status) => status switch
    {
        405 => new(ProblemCode.MethodNotAllowed,
            new("该地址不支持此方法；可用方法见 Allow 响应头。", "See the Allow header for the methods of this resource.")),
        404 => new(ProblemCode.NotFound,
            new("请核对地址；接口清单见 /swagger。", "Check the address; the interface is listed at /swagger.")),
        413 => RequestLimits.TooLarge(RequestLimits.MaxBody),
        415 => new(ProblemCode.UnsupportedMediaType, new("请使用接口文档所列的 Content-Type（一般为 application/json）。",
            "Use the Content-Type the interface names, in most cases application/json.")),
        406 => new(ProblemCode.NotAcceptable, new("可用格式见接口文档。", "See the interface for the formats offered.")),
        504 => new(ProblemCode.TimedOut, new(
            "在规定时间内未处理完。查询可以重试；写入可能已保存，请用同一 Idempotency-Key 重试，或先查询后再提交。",
            "It was not done in the time that the route has. A question may be asked again; a write may have been "
                + "stored: repeat it with the same Idempotency-Key, or look before you send again.")),
        _ => new(ProblemCode.ForStatus(status), new("请核对请求后重试。", "Check the request and try again.")),
    };

    // The framework has taken the route away from the request by now, and kept it beside the exception.
    private static Problem FromBody(HttpContext http, JsonException first)
    {
        var route = (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint())?.Metadata;
        return route?.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type && http.Request.Body is MemoryStream
            ? JsonFaults.Of(
                RequestBody.BytesOf(http), type, first,
                route.GetMetadata<Validation.MembersAlone>() is { } validator
                ? body => validator.Validate(http.RequestServices, body).ToErrors()
                : null)
            : FromJson(first);
    }

    /// <summary>What is wrong with a JSON text, and where.</summary>
    public static Problem FromJson(JsonException json)
    {
        var pointer = JsonPointer.FromJsonPath(json.Path);
        if (MissingMembers().Match(json.Message) is { Success: true } missing)
        {
            return Problem.Invalid(Quoted().Matches(missing.Groups["names"].Value)
                .Select(name => ($"{pointer}/{name.Groups[1].Value}", MemberFault.Required.Current)));
        }

        return Problem.Invalid(pointer, json is RefusedValueException refused ? refused.Reason : json.Message switch
        {
            var m when m.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) =>
                MemberFault.Unknown,
            var m when m.Contains("uplicate", StringComparison.Ordinal) => new("重复的成员", "appears twice"),
            var m when m.Contains(PlainTextConverter.Hidden, StringComparison.Ordinal) =>
                new("含有不可见或改变书写方向的字符；请删去后重新提交",
                    "has an invisible or direction-changing character; take it out and send again"),
            _ when json.InnerException is JsonException || json.Path is null =>
                new($"不是合法的 JSON（第 {(json.LineNumber ?? 0) + 1} 行）",
                    $"is not JSON (line {(json.LineNumber ?? 0) + 1})"),
            _ => MemberFault.WrongType,
        });
    }

    [GeneratedRegex(
        @"Failed to bind parameter ""(?<type>[^""]*) (?<name>\w+)""(?: from ""(?<value>.*)"")?|[Rr]equired parameter ""[^""]* (?<name>\w+)""")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"missing required properties including: (?<names>.*)")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Error, "Database failure during request {TraceId}.")]
        public static partial void Outage(ILogger logger, Exception failure, string traceId);

        [LoggerMessage(3003, LogLevel.Warning, "The facts of the {Side} side cannot be read: {Reason}. {Cause}")]
        public static partial void NoFacts(ILogger logger, string side, string reason, string? cause);

        [LoggerMessage(3002, LogLevel.Error, "Unexpected failure during request {TraceId}.")]
        public static partial void Bug(ILogger logger, Exception failure, string traceId);
    }
}
