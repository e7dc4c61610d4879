using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The OpenAPI document is a reviewed file: a change of the contract shows as a change of it.</summary>
public sealed class InterfaceDocumentTests(SqliteFactory service) : IClassFixture<SqliteFactory>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_is_the_reviewed_one()
    {
        var document = JsonNode.Parse(await service.Anonymous.GetStringAsync("/openapi/v1.json", Http.Ct))!.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        Golden.Check("openapi.json", document);
    }

    [Fact]
    public async Task The_official_reader_finds_nothing_wrong_with_it()
    {
        await using var stream = await service.Anonymous.GetStreamAsync("/openapi/v1.json", Http.Ct);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Http.Ct);
        memory.Position = 0;
        var result = await OpenApiDocument.LoadAsync(memory, "json", cancellationToken: Http.Ct);
        Assert.Empty(result.Diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, result.Diagnostic.SpecificationVersion);
        Assert.Contains("/api/v1/ratings", result.Document!.Paths.Keys);
    }
}
