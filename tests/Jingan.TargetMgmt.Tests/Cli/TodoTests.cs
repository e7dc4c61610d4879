namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What somebody has to do, from the command line.</summary>
public sealed class TodoTests
{
    private const string Report = """
        {"kind":"report","what":"填报 2018-06 绿地","until":"2018-07-05","weekday":"thursday","workingDaysLeft":3,
         "link":"/api/v1/targets/JA2018-028/drafts/2018-06","period":"2018-06","targetId":"JA2018-028","unit":null,
         "draft":"王五","count":null}
        """;

    private const string Rate = """
        {"kind":"rate","what":"评定 2018-05","until":null,"weekday":null,"workingDaysLeft":null,
         "link":"/api/v1/worklist?period=2018-05","period":"2018-05","targetId":null,"unit":null,"draft":null,"count":null}
        """;

    [Fact]
    public async Task All_pages_are_a_table_with_the_most_urgent_first()
    {
        await using var service = await PagedAsync();
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("todo")).MustBe(0);
        Assert.Matches("^最后一日 +剩余工作日 +草稿 +要办的事 +办理之处$", run.Lines[0]);
        Assert.Matches(
            "^2018-07-05 周四 +3 +王五 +填报 2018-06 绿地 +/api/v1/targets/JA2018-028/drafts/2018-06$", run.Lines[1]);
        Assert.Matches("^2018-07-02 周一 +已过 2 +- +催 +/a$", run.Lines[2]);
        Assert.Matches("^- +- +- +评定 2018-05 +/api/v1/worklist", run.Lines[3]);
        Assert.Equal(4, run.Lines.Length);
        Assert.Equal("zh-CN", service.Requests[0].Headers["Accept-Language"]);
    }

    [Fact]
    public async Task It_is_English_where_that_is_asked_for()
    {
        await using var service = await PagedAsync();
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("todo", "--lang", "en")).MustBe(0);
        Assert.Matches("^until +working days left +draft +what +where$", run.Lines[0]);
        Assert.Matches("^2018-07-05 Thu +3 +王五 ", run.Lines[1]);
        Assert.Matches("^2018-07-02 Mon +2 over +- ", run.Lines[2]);
        Assert.Equal("en", service.Requests[0].Headers["Accept-Language"]);
    }

    [Fact]
    public async Task Programs_get_the_items_as_they_came()
    {
        await using var service = await PagedAsync();
        using var jtm = new Jtm().For(service);
        var items = (await jtm.RunAsync("todo", "--json")).MustBe(0).Json.AsArray();
        Assert.Equal(["report", "x", "rate"], items.Select(i => (string?)i!["kind"]));
        Assert.Equal("thursday", (string?)items[0]!["weekday"]);
    }

    private static Task<FakeService> PagedAsync() => FakeService.StartAsync((seen, http) => FakeService.WriteAsync(
        http, 200, seen.Query.Contains("after=k1", StringComparison.Ordinal)
            ? $$"""{"items":[{"kind":"x","what":"催","until":"2018-07-02","workingDaysLeft":-2,"link":"/a"},{{Rate}}],"next":null}"""
            : $$"""{"items":[{{Report}}],"next":"k1"}"""));
}
