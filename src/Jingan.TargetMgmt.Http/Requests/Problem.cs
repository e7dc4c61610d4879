using System.Reflection;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>A refusal: RFC 9457 problem details with a stable <c>code</c>. The detail says what to do next.</summary>
public sealed class Problem(ProblemCode code, Text detail) : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
{
    public ProblemCode Code => code;

    public Text Detail => detail;

    public int? StatusCode => code.Status;

    /// <summary>JSON pointer of a member to what is wrong with it.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Further members that programs may need, such as the index of the rating in the way.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();

    /// <summary><c>invalid_request</c> for one member.</summary>
    public static Problem Invalid(string pointer, Text message) => Invalid([(pointer, message.Current)]);

    /// <summary><c>invalid_request</c> for several members.</summary>
    public static Problem Invalid(IEnumerable<(string Pointer, string Message)> errors)
    {
        var (told, count) = (new List<(string Pointer, string Message)>(), 0);
        foreach (var error in errors)
        {
            if (++count <= RequestLimits.MostErrors)
            {
                told.Add((
                    Beginning.Shown(error.Pointer, Bounded.Pointer), Beginning.Shown(error.Message, Bounded.Message)));
            }
        }

        return new(ProblemCode.Invalid, Correct(count - told.Count))
        {
            Errors = told.GroupBy(e => e.Pointer)
                .ToDictionary(g => g.Key, g => g.Select(e => e.Message).Distinct().ToArray()),
            Extensions = count == told.Count
                ? new Dictionary<string, object?>()
                : new Dictionary<string, object?> { ["moreErrors"] = count - told.Count },
        };
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = code.Status;
        return httpContext.Response.WriteAsJsonAsync(ToDetails(), WireJson.Options, "application/problem+json",
            httpContext.RequestAborted);
    }

    private static Text Correct(int more) => more == 0
        ? new("请按 errors 中各项的说明改正后重新提交；未保存任何内容。",
            "Correct the members named in errors and send again; nothing was stored.")
        : new($"请按 errors 中各项的说明改正后重新提交（另有 {more} 处未列出）；未保存任何内容。",
            $"Correct the members named in errors, and {more} more like them, and send again; nothing was stored.");

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            400, typeof(ProblemDetails), ["application/problem+json"]));

    /// <summary>The problem details, in the language of the current request.</summary>
    public Dictionary<string, object?> ToDetails()
    {
        var details = new Dictionary<string, object?>
        {
            ["type"] = $"urn:jingan:problem:{code.Code}",
            ["title"] = code.Title.Current,
            ["status"] = code.Status,
            ["code"] = code.Code,
            ["detail"] = Beginning.Shown(detail.Current, Bounded.Detail),
        };
        if (Errors is not null)
        {
            details["errors"] = Errors;
        }

        foreach (var (name, value) in Extensions)
        {
            details[JsonNamingPolicy.CamelCase.ConvertName(name)] = Bounded.List(value, out var left);
            if (left > 0)
            {
                details["more" + name[..1].ToUpperInvariant() + name[1..]] = left;
            }
        }

        return details;
    }
}
