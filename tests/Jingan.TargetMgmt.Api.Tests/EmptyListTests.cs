using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Every list is tried empty: of an answer without rows an engine may not say what type a column
/// has.</summary>
/// <remarks>A new list that takes <c>after</c> fails here until it has a row.</remarks>
public abstract class EmptyListTests(ServiceFactory service) : IAsyncLifetime
{
    private const string PastTheEnd = "~~~~";

    /// <summary>The route as the interface document names it, what to ask, and who asks.</summary>
    public static TheoryData<string, string, string> Lists => new()
    {
        { "/logs/government/access", "/logs/government/access?after=999999", "auditor" },
        { "/logs/evaluation/access", "/logs/evaluation/access?after=999999", "auditor" },
        { "/api/v1/units", $"units?after={PastTheEnd}", "office" },
        { "/api/v1/targets", "targets?year=1999", "office" },
        { "/api/v1/targets", $"targets?after={PastTheEnd}", "office" },
        { "/api/v1/targets", "targets?unit=NOSUCH", "office" },
        { "/api/v1/targets", "targets?q=%E6%97%A0%E6%AD%A4%E7%9B%AE%E6%A0%87", "office" },
        { "/api/v1/targets", "targets?level=overall&kind=milestone&field=%20", "office" },
        { "/api/v1/periods", "periods?year=1999", "office" },
        { "/api/v1/periods", $"periods?after={PastTheEnd}", "office" },
        { "/api/v1/drafts", "drafts", "LSJ" },
        { "/api/v1/targets/changes", "targets/changes?year=2018", "office" },
        { "/api/v1/todo", "todo", "auditor" },
        { "/api/v1/todo", "todo?after=9999-12-31/9", "LSJ" },
        { "/api/v1/drafts", "drafts?period=2018-06&after=2018-06/JA2018-028", "LSJ" },
        { "/api/v1/extension-requests", "extension-requests", "office" },
        { "/api/v1/extension-requests", "extension-requests?period=2018-06&unit=LSJ&state=open", "LSJ" },
        { "/api/v1/extension-requests", "extension-requests?state=granted&after=999999", "auditor" },
        { "/api/v1/remarks", "remarks", "office" },
        { "/api/v1/remarks", "remarks?period=2018-06&unit=LSJ&target=JA2018-028&state=open", "LSJ" },
        { "/api/v1/remarks", "remarks?state=answered&after=999999", "auditor" },
        { "/api/v1/waiting", "waiting", "office" },
        { "/api/v1/waiting", "waiting?period=2018-06&unit=LSJ&onUnit=FGW&target=JA2018-028&state=open", "LSJ" },
        { "/api/v1/waiting", "waiting?state=answered&after=999999", "auditor" },
        { "/api/v1/evidence", "evidence", "office" },
        { "/api/v1/evidence", "evidence?target=JA2018-028&period=2018-06&unit=LSJ", "LSJ" },
        { "/api/v1/evidence", "evidence?after=999999", "evaluator" },
        { "/api/v1/progress", "progress?period=2018-06&state=late", "office" },
        { "/api/v1/progress", "progress?period=2018-06&state=onTime", "LSJ" },
        { "/api/v1/progress", "progress?period=2018-06&unit=NOSUCH", "office" },
        { "/api/v1/progress", $"progress?period=2018-06&after={PastTheEnd}", "office" },
        { "/api/v1/targets/{id}/progress", "targets/JA2018-028/progress", "office" },
        { "/api/v1/progress-facts/periods/{code}", $"progress-facts/periods/2018-06?after={PastTheEnd}", Role.Service },
        { "/api/v1/progress-facts/years/{year}", "progress-facts/years/1999", Role.Service },
        { "/api/v1/progress-facts/periods/{code}/as-of/{size}/self-claims",
        "progress-facts/periods/2018-06/as-of/0/self-claims", Role.Service },
        { "/api/v1/progress-facts/periods/{code}/as-of/{size}/self-claims",
        $"progress-facts/periods/2018-06/as-of/99/self-claims?after={PastTheEnd}", Role.Service },
        { "/api/v1/public/ratings", "public/ratings?year=2018", "office" },
        { "/api/v1/public/ratings", $"public/ratings?year=1999&after={PastTheEnd}", "LSJ" },
        { "/api/v1/assessors", "assessors", "office" },
        { "/api/v1/assessors/conflicts", "assessors/conflicts", "office" },
        { "/api/v1/schemes", "schemes?after=99", "LSJ" },
        { "/api/v1/worklist", $"worklist?period=2018-06&after={PastTheEnd}", "evaluator" },
        { "/api/v1/worklist", "worklist?period=2018-06&target=JA2018-999", "evaluator" },
        { "/api/v1/ratings", "ratings", "evaluator" },
        { "/api/v1/ratings", "ratings?period=2018-06&colour=red&unit=LSJ", "evaluator" },
        { "/api/v1/ratings", "ratings?target=JA2018-028", "evaluator" },
        { "/api/v1/rating-facts/periods/{code}", "rating-facts/periods/2018-06", Role.Service },
        { "/api/v1/rating-facts/years/{year}", "rating-facts/years/1999", Role.Service },
        { "/api/v1/refusals", "refusals", "auditor" },
        { "/api/v1/webhooks/government/messages", "webhooks/government/messages", "admin" },
        { "/api/v1/webhooks/evaluation/messages", "webhooks/evaluation/messages?endpoint=o&state=dead",
        "admin" },
        { "/api/v1/webhooks/evaluation/messages", "webhooks/evaluation/messages?after=2018/o/x", "admin" },
        { "/api/v1/refusals", "refusals?after=999999", "auditor" },
    };

    // Its list is there while it is open.
    public async ValueTask InitializeAsync() => Assert.True(
        (await service.Office.PutAsync("public-page", new { open = true, reason = "接受监督" })).Status is 200 or 201);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, MemberData(nameof(Lists))]
    public async Task A_list_without_items_is_an_empty_list(string route, string path, string caller)
    {
        var answer = await service.As(caller).ReadAsync(path);

        Assert.True(answer.Status == 200, $"{route}: {answer.Status} {answer.Body}");
        Assert.Empty(answer.Items);
        Assert.Null((string?)answer["next"]);
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task An_empty_cursor_is_the_first_page(string route, string path, string caller)
    {
        var asked = path.Split("after=")[0];
        var answer = await service.As(caller)
            .ReadAsync($"{asked}{(asked.Contains('?') && !asked.EndsWith('?') ? "&" : "?")}after=");

        Assert.True(answer.Status == 200, $"{route}: {answer.Status} {answer.Body}");
    }

    [Fact]
    public async Task Every_list_there_is_has_a_row()
    {
        var document = await service.Anonymous.ReadAsync("/openapi/v1.json");
        var lists = document["paths"].AsObject()
            .Where(p => p.Value?["get"]?["parameters"]?.AsArray().Any(q => (string?)q!["name"] == "after") == true)
                .Select(p => p.Key);
        Assert.Empty(lists.Except(Lists.Select(row => row.Data.Item1)));
    }
}

public sealed class SqliteEmptyListTests(SqliteFactory service) : EmptyListTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerEmptyListTests(SharedSqlServerFactory shared)
    : EmptyListTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
