using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api.Tests.Interface;

/// <summary>The OpenAPI document is a reviewed file: a change of the contract shows as a change of it.</summary>
public sealed class InterfaceDocumentTests(SqliteFactory service) : IClassFixture<SqliteFactory>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // What only people read.
    private static readonly string[] Texts = ["description", "summary", "tags", "example", "value"];

    [Fact]
    public async Task The_document_is_the_reviewed_one()
    {
        var document = (await ReadAsync("")).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
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

    [Fact]
    public async Task It_is_Chinese_and_English_and_otherwise_the_same()
    {
        var (chinese, english) = (await ReadAsync("?lang=zh"), await ReadAsync("?lang=en"));
        Assert.Equal((await ReadAsync("")).ToJsonString(), chinese.ToJsonString());
        Assert.Equal(["填报", "目标", "期次", "公开", "评定", "报告", "报表", "日志", "系统"],
            chinese["tags"]!.AsArray().Select(t => (string)t!["name"]!));
        Assert.All(english["tags"]!.AsArray(), t => Assert.Matches("^[A-Z][A-Za-z ]+$", (string)t!["name"]!));
        Assert.Equal(WithoutTexts(chinese)!.ToJsonString(), WithoutTexts(english)!.ToJsonString());
        Assert.NotEqual(chinese["info"]!.ToJsonString(), english["info"]!.ToJsonString());
        Assert.Empty(Described(english).Where(d => d.Text!.Any(c => c is >= '\u4e00' and <= '\u9fff'))
            .Select(d => d.Place));
        var other = await service.Anonymous.ReadAsync("/openapi/v1.json?lang=fr");
        Assert.Equal((400, "invalid_request"), (other.Status, other.Code));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Everything_in_it_is_described(string language) =>
        Assert.Empty(Described(await ReadAsync("?lang=" + language)).Where(d => string.IsNullOrWhiteSpace(d.Text))
            .Select(d => d.Place));

    // A member that is gone takes its text along.
    [Fact]
    public async Task No_text_is_left_over()
    {
        var document = await ReadAsync("");
        var schemas = document["components"]!["schemas"]!.AsObject();
        var members = schemas.SelectMany(s => s.Value!["properties"]?.AsObject().Select(m => (s.Key, m.Key)) ?? [])
            .ToList();
        Assert.DoesNotContain(Table("members"), k => !members.Any(m => k == m.Item2 || k == $"{m.Item1}.{m.Item2}"));
        Assert.DoesNotContain(Table("schemas"), k => !schemas.ContainsKey(k));
        var operations = service.Endpoints.Select(RequestLimits.NameOf).ToHashSet();
        Assert.DoesNotContain(Table("texts", "operations"), k => !operations.Contains(k));
    }

    private static IEnumerable<string> Table(string file, string? section = null)
    {
        using var stream = typeof(Program).Assembly.GetManifestResourceStream(file + ".json")!;
        var table = JsonNode.Parse(stream)!;
        return (section is null ? table : table[section]!).AsObject().Select(m => m.Key).ToList();
    }

    private async Task<JsonObject> ReadAsync(string query) =>
        JsonNode.Parse(await service.Anonymous.GetStringAsync("/openapi/v1.json" + query, Http.Ct))!.AsObject();

    // Operations, parameters, answers, headers, schemas and their members.
    private static IEnumerable<(string Place, string? Text)> Described(JsonObject document)
    {
        foreach (var (path, method) in document["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(m => (p.Key, m))))
        {
            var operation = method.Value!;
            yield return ($"{method.Key} {path}", (string?)operation["summary"]);
            if (operation["requestBody"] is { } body)
            {
                yield return ($"{method.Key} {path} body", (string?)body["description"]);
            }

            foreach (var parameter in (operation["parameters"]?.AsArray() ?? []).Where(p => p!["name"] is not null))
            {
                yield return ($"{method.Key} {path} {parameter!["name"]}", (string?)parameter["description"]);
            }

            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                yield return ($"{method.Key} {path} {status}", (string?)response!["description"]);
                foreach (var (name, header) in response["headers"]?.AsObject() ?? [])
                {
                    yield return ($"{method.Key} {path} {status} {name}", (string?)header!["description"]);
                }
            }
        }

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            yield return (name, (string?)schema!["description"]);
            foreach (var (member, of) in schema["properties"]?.AsObject() ?? [])
            {
                yield return ($"{name}.{member}", (string?)of!["description"]);
            }
        }
    }

    private static JsonNode? WithoutTexts(JsonNode? node) => node switch
    {
        JsonObject all =>
            new JsonObject(all.Where(m => m.Key != "examples" && (!Texts.Contains(m.Key) || m.Value is JsonObject))
            .Select(m => KeyValuePair.Create(m.Key, WithoutTexts(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutTexts)]),
        null => null,
        _ => node.DeepClone(),
    };
}
