namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Idempotency-Key: a repeat after a lost answer gets that answer, and stores nothing.</summary>
public abstract class IdempotencyTests(ServiceFactory service)
{
    // Sent again later it would otherwise undo what came in between.
    [Fact]
    public async Task A_request_that_changed_nothing_is_remembered_under_its_key_too()
    {
        var first = await PutNameAsync("静安区绿化和市容管理局", "unchanged");
        Assert.Equal(200, first.Status);
        Assert.Equal(200, (await PutNameAsync("绿化市容局", "renamed")).Status);

        var again = await PutNameAsync("静安区绿化和市容管理局", "unchanged");
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal("绿化市容局", (string?)(await service.Office.ReadAsync("units?after=LSI&limit=1")).Items
            .Single()!["name"]);
        Assert.Equal((409, "idempotency_conflict"), await OutcomeAsync(PutNameAsync("别的名称", "unchanged")));
        Assert.Equal(200, (await PutNameAsync("绿化市容局", "unchanged-too")).Status);
        await service.IsCheckedAndReadyAsync();
    }

    private static async Task<(int, string?)> OutcomeAsync(Task<Answer> answer) =>
        ((await answer).Status, (await answer).Code);

    private Task<Answer> PutNameAsync(string name, string key) => service.Office.SendAsync(
        HttpMethod.Put, "units/LSJ",
        new StringContent($$"""{"name":"{{name}}","kind":"department"}""", System.Text.Encoding.UTF8,
            "application/json"), key);

    [Fact]
    public async Task The_same_request_gets_the_same_answer_to_the_byte_and_is_stored_once()
    {
        var first = await service.SubmitAsync(Reporting.Value(1m), key: "k-1");
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await service.SubmitAsync(Reporting.Value(1m), key: "k-1");

        Assert.Equal((201, first.Body!.ToJsonString()), (again.Status, again.Body!.ToJsonString()));
        Assert.Equal(first.Response.Headers.Location, again.Response.Headers.Location);
        Assert.Single((await service.Office.ReadAsync("targets/JA2018-028/progress")).Items, i =>
            (decimal)i!["value"]! == 1m);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_a_conflict_and_another_callers_key_is_another_key()
    {
        Assert.Equal(201, (await service.SubmitAsync(Reporting.Value(2m), key: "k-2")).Status);
        var conflict = await service.SubmitAsync(Reporting.Value(3m), key: "k-2");
        Assert.Equal((409, "idempotency_conflict"), (conflict.Status, conflict.Code));
        Assert.Equal(201, (await service.SubmitAsync(Reporting.Value(121m), "JA2018-003", "FGW", "k-2")).Status);
    }

    [Fact]
    public async Task Ten_at_once_under_one_key_are_one_write()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => service.SubmitAsync(Reporting.Value(4m), key: "k-3")));
        Assert.All(answers, a => Assert.Equal(201, a.Status));
        Assert.Single(answers.Select(a => a.Body!.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        Assert.Equal(400, (await service.SubmitAsync(new { period = "2018-06" }, key: "k-4")).Status);
        Assert.Equal(201, (await service.SubmitAsync(Reporting.Value(5m), key: "k-4")).Status);
    }

    [Theory]
    [InlineData("a b"), InlineData("键")]
    public async Task A_key_that_is_no_visible_ASCII_is_refused(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/targets/JA2018-028/progress")
        {
            Content = JsonContent(Reporting.Value(1m)),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        var response = await service.As("LSJ").SendAsync(request, Http.Ct);
        Assert.Equal(400, (int)response.StatusCode);
    }

    private static System.Net.Http.Json.JsonContent JsonContent(object body) =>
        System.Net.Http.Json.JsonContent.Create(body);
}

public sealed class SqliteIdempotencyTests(SqliteFactory service)
    : IdempotencyTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerIdempotencyTests(SharedSqlServerFactory shared)
    : IdempotencyTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
