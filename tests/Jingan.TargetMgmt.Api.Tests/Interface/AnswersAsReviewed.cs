using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests.Interface;

/// <summary>Every answer that a test gets is one that the document announces: its status, its headers, its body,
/// and of a refusal the code.</summary>
internal sealed class AnswersAsReviewed : DelegatingHandler
{
    // What a client does something with; others are the server's own.
    private static readonly string[] Headers =
    [
        "Location", "ETag", "Retry-After", "WWW-Authenticate", "Content-Disposition",
    ];

    private readonly bool _isOneSide;

    public AnswersAsReviewed()
    {
    }

    /// <param name="inner">What sends.</param>
    /// <param name="isOneSide">Whether it reaches one side's process only:
    /// of the other's routes there are none.</param>
    public AnswersAsReviewed(HttpMessageHandler inner, bool isOneSide = false)
        : base(inner) => _isOneSide = isOneSide;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        // What is being written anew is nothing to compare with.
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") != "1"
            && !(_isOneSide && response.StatusCode == HttpStatusCode.NotFound)
            && await FaultOf(request, response, cancellationToken) is { } fault)
        {
            Assert.Fail(
                $"{request.Method} {request.RequestUri!.PathAndQuery} answers "
                    + $"{(int)response.StatusCode}, not as Golden/openapi.json says: {fault}");
        }

        return response;
    }

    private static async Task<string?> FaultOf(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken ct)
    {
        var reviewed = ReviewedInterface.Instance;
        var methods = reviewed.MethodsOf(request.RequestUri!.AbsolutePath);
        var operation = methods?[request.Method.Method.ToLowerInvariant()];
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var isHead = request.Method == HttpMethod.Head;
        if (operation is null)
        {
            // No operation of the document: what is refused there is refused as everywhere.
            return isHead || mediaType != ReviewedInterface.ProblemMedia
                ? methods is not null && !isHead
                    && request.Method != HttpMethod.Options ? $"it is no problem but {mediaType}" : null
                : BodyFault(reviewed, new JsonObject { ["$ref"] = "#/components/schemas/ProblemDetails" },
                    await response.Content.ReadAsByteArrayAsync(ct));
        }

        if (operation["responses"]![$"{(int)response.StatusCode}"] is not { } announced)
        {
            return "the status is not announced";
        }

        var unannounced = Headers.Where(h =>
            (response.Headers.NonValidated.Contains(h) || response.Content.Headers.NonValidated.Contains(h))
            && announced["headers"]?[h] is null);
        if (unannounced.FirstOrDefault() is { } header)
        {
            return $"the header {header} is not announced";
        }

        var contents = announced["content"]?.AsObject();
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        if (contents is null || response.StatusCode == HttpStatusCode.NotModified)
        {
            return body.Length == 0 ? null : "a body is not announced";
        }

        if (mediaType is null || contents[mediaType] is not { } content)
        {
            return $"the media type {mediaType} is not announced";
        }

        return BodyFault(reviewed, content["schema"], body, mediaType)
            ?? (mediaType == ReviewedInterface.ProblemMedia ? CodeFault(content, body) : null);
    }

    private static string? CodeFault(JsonNode content, byte[] body) =>
        (string?)JsonNode.Parse(body)!["code"] is { } code && content["examples"]?[code] is not null
        ? null
        : $"the code is not announced: {System.Text.Encoding.UTF8.GetString(body)}";

    private static string? BodyFault(
        ReviewedInterface reviewed, JsonNode? schema, byte[] body, string mediaType = ReviewedInterface.ProblemMedia)
    {
        if (!mediaType.EndsWith("json", StringComparison.Ordinal) || schema is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(body);
        return reviewed.FaultOf(schema, json.RootElement);
    }
}
