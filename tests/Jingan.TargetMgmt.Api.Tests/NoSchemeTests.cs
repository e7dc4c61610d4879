using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The evaluator has published no colour scheme yet: so every service begins outside Development.</summary>
public sealed partial class NoSchemeTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public NoSchemeTests()
    {
        // The copied folder's first start had published the example; the mark beside the key knows of it too.
        string[] begun =
        [
            .. Directory.GetFiles(_service.Folder, "evaluation.*"),
            .. Directory.GetFiles(Path.Combine(_service.Folder, "keys"), "evaluation*.mark"),
        ];
        foreach (var file in begun)
        {
            File.Delete(file);
        }

        _service.Settings["Seeds:ExampleScheme"] = "false";
    }

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Whoever_reads_whatever_gets_an_answer()
    {
        await _service.ReportAsync(6.2m);
        foreach (var route in _service.Endpoints.Where(e =>
            e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true))
        {
            var path = Parameter().Replace(route.RoutePattern.RawText!, m => ValueOf(m.Groups["name"].Value));
            foreach (var caller in (string[])["office", "evaluator", "admin", "LSJ", Role.Service])
            {
                using var answer = await _service.As(caller).GetAsync($"{path}?period=2018-06&year=2018", Http.Ct);
                Assert.True((int)answer.StatusCode < 500,
                    $"{path} {caller}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Http.Ct)}");
            }
        }
    }

    [Fact]
    public async Task What_needs_a_scheme_says_that_there_is_none_and_the_first_draft_can_be_previewed_and_published()
    {
        await _service.ReportAsync(6.2m);
        await _service.RegisterAsync();
        var worklist = await _service.Evaluator.ReadAsync("worklist?period=2018-06");
        Assert.Equal((404, "not_found"), (worklist.Status, worklist.Code));
        Assert.Contains("POST /api/v1/schemes", (string?)worklist["detail"], StringComparison.Ordinal);
        var rating = await _service.RateAsync(new JsonObject
        {
            ["type"] = "rating", ["period"] = "2018-06", ["targetId"] = Reporting.Target, ["targetVersion"] = 1,
            ["class"] = "toward-target", ["colour"] = "green", ["scheme"] = "2018.1", ["suggested"] = "green",
            ["rationale"] = "依据填报", ["basis"] = null, ["log"] = Assessor.Log,
            ["issuedAt"] = UtcText.Format(_service.Clock.GetUtcNow()),
        });
        Assert.Equal((422, "unknown_scheme"), (rating.Status, rating.Code));

        var draft = await File.ReadAllTextAsync(
            Path.Combine(Jingan.TargetMgmt.Tests.Repository.Root, "seeds", "schemes", "2018.1.json"), Http.Ct);
        var preview = await _service.Evaluator.PostTextAsync(
            "schemes/2018.1/preview?period=2018-06", draft, "application/json");
        Assert.Equal((200, null, 0), (preview.Status, (string?)preview["inForce"], preview["changes"].AsArray().Count));

        await _service.CloseAsync();
        var sample = await _service.Evaluator.PostAsync("second-marks/samples", new { period = "2018-06", share = 0 });
        Assert.Equal((422, "unknown_scheme"), (sample.Status, sample.Code));

        Assert.Equal(201,
            (await _service.Evaluator.PostTextAsync("schemes", draft, "application/json")).Status);
        Assert.Equal(200, (await _service.Evaluator.ReadAsync("worklist?period=2018-06")).Status);
    }

    private static string ValueOf(string name) => name switch
    {
        "code" or "period" => "2018-06",
        "year" => "2018",
        "id" or "target" or "targetId" => Reporting.Target,
        "unit" => "LSJ",
        "version" => "2018.1",
        _ => "1",
    };

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
