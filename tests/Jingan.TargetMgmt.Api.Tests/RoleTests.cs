using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Who may write what: every role against every write endpoint.</summary>
public abstract partial class RoleTests(ServiceFactory service)
{
    private static readonly string[] Callers =
    [
        "office", "LSJ", "evaluator", "auditor", "admin", "service", "anonymous",
    ];

    // Method, path, who may. A permitted caller gets past access: 2xx, or a refusal of the empty body or unknown id.
    private static readonly (string Method, string Path, string Allowed)[] Writes =
    [
        ("PUT", "units/{code}", "office"), ("POST", "targets", "office"), ("POST", "targets/{id}/versions", "office"),
        ("POST", "targets/import", "office"), ("POST", "units/import", "office"),
        ("POST", "periods/import", "office"), ("POST", "periods/year", "office"),
        ("PUT", "periods/{code}", "office"), ("POST", "periods/{code}/extensions", "office"),
        ("POST", "periods/{code}/extension-requests", "LSJ"), ("POST", "extension-requests/{index}/answer", "office"),
        ("POST", "targets/{id}/progress", "LSJ"), ("PUT", "targets/{id}/drafts/{period}", "LSJ"),
        ("DELETE", "targets/{id}/drafts/{period}", "LSJ"), ("POST", "drafts/submit", "LSJ"),
        ("POST", "progress/batch", "LSJ"),
        ("POST", "targets/{id}/remarks", "office"), ("POST", "targets/{id}/certified-values", "LSJ"),
        ("POST", "waiting/{progress}/{item}/answers", "LSJ"),
        ("POST", "evidence", "LSJ"), ("POST", "evidence/uploads/{sha256}/completion", "LSJ"),
        ("POST", "evidence/{sha256}/removal", "office"), ("PUT", "public-page", "office"),
        ("POST", "assessors", "evaluator"), ("POST", "assessors/revocations", "evaluator"),
        ("POST", "assessors/conflicts", "evaluator"), ("POST", "schemes", "evaluator"),
        ("POST", "ratings", "evaluator"), ("POST", "second-marks/samples", "evaluator"),
        ("POST", "evaluation-reports", "evaluator"),
        ("POST", "webhooks/government/messages/{endpoint}/{id}/resend", "admin"),
        ("POST", "webhooks/evaluation/messages/{endpoint}/{id}/resend", "admin"),
    ];

    public static TheoryData<string, string, string, string> Table()
    {
        var table = new TheoryData<string, string, string, string>();
        foreach (var (method, path, allowed) in Writes)
        {
            foreach (var caller in Callers)
            {
                table.Add(method, path, caller, allowed);
            }
        }

        return table;
    }

    [Theory, MemberData(nameof(Table))]
    public async Task Only_its_own_role_gets_past_the_door(string method, string path, string caller, string allowed)
    {
        var url = path.Replace("{id}", "JA2018-028", StringComparison.Ordinal)
            .Replace("{index}", "0", StringComparison.Ordinal)
            .Replace("{progress}", "0", StringComparison.Ordinal)
            .Replace("{item}", "1", StringComparison.Ordinal)
            .Replace("{endpoint}", "office", StringComparison.Ordinal)
            .Replace("{period}", "2018-06", StringComparison.Ordinal)
            .Replace("{sha256}", new('a', 64), StringComparison.Ordinal)
            .Replace("{code}", path.StartsWith("units", StringComparison.Ordinal) ? "LSJ" : "2018-06",
                StringComparison.Ordinal);
        var before = await service.SizesAsync();

        var answer = await Client(caller).SendAsync(new HttpMethod(method), url, Empty());

        var isEvaluation = allowed == "evaluator";
        Assert.Equal(
            caller == allowed ? "past" : caller == "anonymous" ? "401 unauthenticated"
            : isEvaluation ? "403 evaluator_only" : "403 forbidden",
            answer.Status is 401 or 403 && answer.Code is not "bad_signature"
            ? $"{answer.Status} {answer.Code}"
            : "past");
        Assert.Equal(before, await service.SizesAsync()); // nothing stored but that it was tried, whoever asked
    }

    public static TheoryData<string, string, string> Edits()
    {
        var table = new TheoryData<string, string, string>();
        foreach (var method in (string[])["PUT", "PATCH", "DELETE"])
        {
            foreach (var path in (string[])["ratings", "ratings/0", "ratings/JA2018-028/2018-06",
                "second-marks/samples", "assessors", "assessors/k", "schemes", "schemes/2018.1", "worklist",
                "evaluation-reports", "evaluation-reports/2018-06", "assessors/revocations", "assessors/conflicts",
                "refusals", "refusals/0", "quality"])
            {
                foreach (var caller in Callers)
                {
                    table.Add(method, path, caller);
                }
            }
        }

        return table;
    }

    [Theory, MemberData(nameof(Edits))]
    public async Task Nothing_on_the_evaluators_side_can_be_edited_by_anybody(string method, string path, string caller)
    {
        var answer = await Client(caller).SendAsync(new HttpMethod(method), path, Empty());
        Assert.Equal((405, "method_not_allowed"), (answer.Status, answer.Code));
    }

    [Fact]
    public void The_table_above_names_every_write_endpoint_there_is()
    {
        var endpoints = service.Endpoints
            .Where(e => e.Metadata.GetMetadata<AllowedRoles>() is { IsWrite: true })
            .Select(e =>
                $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} "
                + $"{e.RoutePattern.RawText!["/api/v1/".Length..].TrimStart('/')}");
        Assert.Equal(Writes.Select(w => $"{w.Method} {w.Path}").Order(), endpoints.Order());
    }

    [Theory, MemberData(nameof(CallerNames))]
    public async Task Only_the_evaluator_previews_a_scheme_and_nothing_is_stored(string caller)
    {
        var before = await service.SizesAsync();
        var answer = await Client(caller).SendAsync(HttpMethod.Post, "schemes/2018.1/preview?period=2018-06", null);
        Assert.Equal(caller switch { "evaluator" => 200, "anonymous" => 401, _ => 403 }, answer.Status);
        Assert.Equal(before, await service.SizesAsync());
    }

    public static TheoryData<string> CallerNames() => [.. Callers];

    // Of what is public nothing is asked here: it is the same for everybody.
    [Fact]
    public async Task The_other_sides_process_reads_facts_and_nothing_else_and_nobody_else_reads_them()
    {
        var reads = service.Endpoints
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().ToList();
        var facts = reads.Where(r => r.Contains("-facts", StringComparison.Ordinal)).ToList();
        Assert.Equal(12, facts.Count);
        Assert.True(reads.Count > 25, $"{reads.Count} routes");
        foreach (var read in reads)
        {
            var url = RouteParameter().Replace(read, p => p.Groups[1].Value switch
            {
                "id" => "JA2018-028",
                "code" or "period" => "2018-06",
                "year" => "2018",
                "version" => "2018.1",
                _ => "0",
            });
            foreach (var caller in (string[])["office", "LSJ", "evaluator", "auditor", "admin", "service"])
            {
                var answer = await Client(caller).ReadAsync(url);
                var isOfFacts = facts.Contains(read);
                if (caller == "service" || isOfFacts)
                {
                    Assert.Equal((url, caller, (caller == "service") == isOfFacts ? 200 : 403),
                        (url, caller, answer.Status));
                }
            }
        }
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex RouteParameter();

    // A witness's line is verified, and so is an assessor's approval: it does not matter who carries them;
    // a preview and a draft of targets store nothing, but need a body;
    // everybody may have a calendar.
    [Fact]
    public void No_endpoint_but_the_cosignatures_approvals_preview_draft_calendar_and_open_uploads_takes_more_than_GET()
    {
        var others = service.Endpoints
            .Where(e => e.Metadata.GetMetadata<AllowedRoles>() is not { IsWrite: true }
                && !e.RoutePattern.RawText!.Contains("**rest", StringComparison.Ordinal)
                && !e.RoutePattern.RawText.EndsWith("/cosignatures", StringComparison.Ordinal)
                && !e.RoutePattern.RawText.EndsWith("/access/approvals", StringComparison.Ordinal)
                && !e.RoutePattern.RawText.EndsWith("/preview", StringComparison.Ordinal)
                && !e.RoutePattern.RawText.EndsWith("/targets/draft", StringComparison.Ordinal)
                && !e.RoutePattern.RawText.EndsWith("/todo/calendar", StringComparison.Ordinal)
                && !e.RoutePattern.RawText.Contains("/evidence/uploads", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct();
        Assert.Equal(["GET"], others);
    }

    private HttpClient Client(string caller) => caller == "anonymous" ? service.Anonymous : service.As(caller);

    private static StringContent Empty() => new("{}", MediaTypeHeaderValue.Parse("application/json"));
}

public sealed class SqliteRoleTests(SqliteFactory service) : RoleTests(service), IClassFixture<SqliteFactory>;

public sealed class SplitRoleTests(SplitFactory service) : RoleTests(service), IClassFixture<SplitFactory>;

public sealed class SqlServerRoleTests(SharedSqlServerFactory shared)
    : RoleTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
