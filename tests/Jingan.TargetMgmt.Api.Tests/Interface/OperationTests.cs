using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Documents;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests.Interface;

/// <summary>What the document says of single operations, and that what it offers to try can be tried.</summary>
public sealed class OperationTests(SqliteFactory service) : IClassFixture<SqliteFactory>
{
    private static readonly ReviewedInterface Reviewed = ReviewedInterface.Instance;

    private readonly ServiceFactory _service = service.WithoutLimits();

    private static IEnumerable<(string Path, string Method, JsonNode Json)> Operations =>
        Reviewed.Document["paths"]!.AsObject()
        .SelectMany(p => p.Value!.AsObject().Select(m => (p.Key, m.Key, m.Value!)));

    [Fact]
    public void Every_operation_announces_what_can_become_of_it()
    {
        foreach (var (path, method, operation) in Operations)
        {
            var endpoint = EndpointOf(operation);
            List<string> owed = ["500"];
            owed.AddRange(endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? ["401", "403"] : []);
            owed.AddRange(operation["parameters"]?.AsArray().Count > 0 || operation["requestBody"] is not null
                ? ["400"]
                : []);
            owed.AddRange(operation["requestBody"] is not null ? ["413", "415"] : []);
            owed.AddRange(endpoint.Metadata.GetMetadata<AllowedRoles>() switch
            {
                { IsWrite: true, IsLogged: true } => ["200", "201", "409", "503"],
                { IsWrite: true } => ["409", "503"],
                _ => [],
            });
            Assert.Empty(owed.Except(operation["responses"]!.AsObject().Select(r => r.Key))
                .Select(status => $"{method} {path} {status}"));
        }
    }

    [Fact]
    public void Every_example_has_the_form_that_is_described_and_is_no_placeholder()
    {
        foreach (var (path, method, operation) in Operations)
        {
            var contents = (operation["requestBody"]?["content"]?.AsObject() ?? [])
                .Concat(operation["responses"]!.AsObject().SelectMany(r => r.Value!["content"]?.AsObject() ?? []))
                .Where(c => c.Key is not (ReviewedInterface.ProblemMedia or "application/octet-stream"));
            foreach (var (mediaType, content) in contents)
            {
                var example = content!["example"];
                Assert.True(example is not null, $"{method} {path} has no example of {mediaType}");
                Assert.DoesNotContain("\\u2026", example.ToJsonString(), StringComparison.Ordinal);
                if ((string?)content["schema"]!["format"] != "binary" && !(mediaType == "text/csv"))
                {
                    using var instance = JsonDocument.Parse(example.ToJsonString());
                    var fault = Reviewed.FaultOf(content["schema"]!, instance.RootElement);
                    Assert.True(fault is null, $"{method} {path} {mediaType}: {fault}");
                }
            }

            Assert.Empty((operation["parameters"]?.AsArray() ?? [])
                .Where(p => p!["name"] is not null && p["example"] is null).Select(p => $"{path} {p!["name"]}"));
        }
    }

    // What a signature is over cannot be offered, for it names the log and the moment: those are refused as signatures.
    [Fact]
    public async Task What_is_offered_to_try_is_understood()
    {
        await _service.RegisterAsync();
        foreach (var (path, method, operation) in Operations)
        {
            foreach (var body in operation["requestBody"]?["content"]?.AsObject()
                .Select(c => ((string, JsonNode)?)(c.Key, c.Value!["example"]!)).ToList() ?? [null])
            {
                // documents and workbooks are zips, whose bytes no text can show
                if (body?.Item1 is DocumentReader.Docx or WorkbookAnswer.MediaType)
                {
                    continue;
                }

                HttpContent? content = body is not var (mediaType, example) ? null
                    : mediaType == "multipart/form-data" ? Uploading.FormOf(
                        Encoding.UTF8.GetBytes((string)example["file"]!), "file", null,
                        example.AsObject().Where(m => m.Key != "file").Select(m => (m.Key, m.Value!.ToString())))
                    : new StringContent(mediaType == "application/json" ? example.ToJsonString() : (string)example!,
                        Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
                var client = ClientOf(operation);
                foreach (var header in operation["parameters"]?.AsArray()
                    .Where(p => (string?)p!["in"] == "header") ?? [])
                {
                    client.DefaultRequestHeaders.Add((string)header!["name"]!, header["example"]!.ToString());
                }

                var answer = await client
                    .SendAsync(new HttpMethod(method.ToUpperInvariant()), AddressOf(path, operation), content);
                var isUnderstood = answer.Status is not (400 or 413 or 415 or 500)
                    && (answer.Status != 422 || path.EndsWith("/cosignatures", StringComparison.Ordinal));
                Assert.True(isUnderstood, $"{method} {path} {body?.Item1}: {answer.Status} {answer.Body}");
            }
        }
    }

    // Of what is read: what is written is refused by its body's rules, and some of it by the log before that.
    [Fact]
    public async Task A_parameter_that_is_not_as_described_is_refused_where_it_stands()
    {
        await _service.RegisterAsync();
        var opened = await _service.Office.PutAsync("public-page", new { open = true, reason = "接受监督" });
        Assert.True(opened.Status is 200 or 201, opened.Body?.ToJsonString());
        string[] values = ["0", "1991", "10000", "静安 1"];
        List<string> taken = [];
        var asked = 0;
        foreach (var (path, _, operation) in Operations.Where(o => o.Method == "get"))
        {
            foreach (var parameter in operation["parameters"]?.AsArray()
                .Where(p => (string?)p!["in"] == "query" && p["name"] is not null) ?? [])
            {
                var name = (string)parameter!["name"]!;
                string[] empty = (bool?)parameter["required"] == true ? [""] : []; // else it is as if it were not there
                foreach (var value in values.Concat(empty).Where(v => !IsAsDescribed(parameter["schema"]!, v)))
                {
                    asked++;
                    var answer = await ClientOf(operation).SendAsync(
                        HttpMethod.Get, AddressOf(path, operation, (name, value)), null);
                    if (answer.Status != 400 || answer.Body?["errors"]?[$"/{name}"] is null)
                    {
                        taken.Add($"{path} {name}={value}: {answer.Status} {answer.Code}");
                    }
                }
            }
        }

        Assert.Empty(taken);
        Assert.True(asked > 200, $"{asked} asked");
    }

    // A query holds texts: a number is one that reads as one.
    private static bool IsAsDescribed(JsonNode schema, string text)
    {
        using var instance = JsonDocument.Parse(
            (string?)schema["type"] == "integer" && decimal.TryParse(text, CultureInfo.InvariantCulture, out _)
                ? text
                : JsonValue.Create(text).ToJsonString());
        return Reviewed.FaultOf(schema, instance.RootElement) is null;
    }

    [Theory]
    [InlineData("Period", "2018-06 2018-Q2 1992-01 9999-12", "2018-13 2018-Q5 1991-12 2018-7 2018-06-01 x2018-06")]
    [InlineData("TargetId", "JA2018-028 A-B- 1234", "-ABC ABC ja2018 JA2018_1 ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456")]
    [InlineData("UnitCode", "LSJ JD-BEIZHAN a_1 9", "-A _A A.B 静安")]
    public void The_pattern_of_an_id_takes_what_its_parser_takes(string schema, string taken, string refused)
    {
        foreach (var (text, isTaken) in taken.Split(' ').Select(t => (t, true))
            .Concat(refused.Split(' ').Select(t => (t, false))))
        {
            using var instance = JsonDocument.Parse(JsonValue.Create(text).ToJsonString());
            var isOfPattern = Reviewed.FaultOf(new JsonObject { ["$ref"] = "#/components/schemas/" + schema },
                instance.RootElement) is null;
            var isParsed = schema switch
            {
                "Period" => Period.TryParse(text, null, out _),
                "TargetId" => TargetId.TryParse(text, null, out _),
                _ => UnitCode.TryParse(text, null, out _),
            };
            Assert.Equal((text, isTaken, isTaken), (text, isOfPattern, isParsed));
        }
    }

    [Fact]
    public async Task The_scheme_in_force_has_the_form_that_is_described()
    {
        // The handler has compared it; a member of another name is told.
        var scheme = await _service.Evaluator.ReadAsync("schemes/2018.1");
        using var other = JsonDocument.Parse(scheme.Body!.ToJsonString()
            .Replace("\"measure\"", "\"measures\"", StringComparison.Ordinal));
        Assert.NotNull(Reviewed.FaultOf(new JsonObject { ["$ref"] = "#/components/schemas/Scheme" },
            other.RootElement));
    }

    private RouteEndpoint EndpointOf(JsonNode operation) =>
        _service.Endpoints.Single(e =>
            e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == (string?)operation["operationId"]);

    private HttpClient ClientOf(JsonNode operation) =>
        EndpointOf(operation).Metadata.GetMetadata<AllowedRoles>() is { } allowed
        ? _service.As(allowed.Roles[0] == Role.Reporter ? Reporting.Lead : allowed.Roles[0])
        : _service.As(Role.Evaluator);

    private static string AddressOf(string path, JsonNode operation, (string Name, string Value)? other = null)
    {
        List<string> query = [];
        foreach (var parameter in operation["parameters"]?.AsArray().Where(p => p!["name"] is not null) ?? [])
        {
            var name = (string)parameter!["name"]!;
            var example = other?.Name == name ? other.Value.Value : parameter["example"]!.ToString();
            if ((string)parameter["in"]! == "path")
            {
                path = path.Replace($"{{{name}}}", example, StringComparison.Ordinal);
            }
            else
            {
                query.Add($"{name}={Uri.EscapeDataString(example)}");
            }
        }

        return path + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }
}
