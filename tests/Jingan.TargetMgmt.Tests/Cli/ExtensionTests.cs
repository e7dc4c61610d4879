namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Requests for an extension from the command line.</summary>
public sealed class ExtensionTests
{
    private const string Accepted = $$"""{"receipt":{{FakeService.Receipt}}}""";

    [Fact]
    public async Task A_unit_asks_with_what_it_has_to_say_and_no_more()
    {
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/periods/2018-06/extension-requests", 201, Accepted));
        using var jtm = new Jtm().For(service);
        (await jtm.RunAsync("extension", "ask", "--period", "2018-06", "--reason", "停电")).MustBe(0);
        (await jtm.RunAsync("extension", "ask", "--period", "2018-06", "--reason", "停电", "--target", "JA2018-028",
            "--until", "2018-07-31", "--dry-run")).MustBe(0);
        Assert.Equal(
            ["""{"reason":"停电"}""", """{"reason":"停电","targetId":"JA2018-028","until":"2018-07-31"}"""],
            service.Posts.Select(p => p.Body));
        Assert.Equal(["", "?dryRun=true"], service.Posts.Select(p => p.Query));
    }

    [Fact]
    public async Task The_office_grants_or_refuses()
    {
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/extension-requests/180/answer", 201, Accepted));
        using var jtm = new Jtm().For(service);
        var granted = (await jtm.RunAsync(
            "extension", "grant", "--request", "180", "--until", "2018-07-31", "--reason", "同意")).MustBe(0);
        Assert.Equal("准予延期：申请 180，延至 2018-07-31", granted.Lines[0]);
        (await jtm.RunAsync("extension", "refuse", "--request", "180", "--reason", "不同意")).MustBe(0);
        Assert.Equal(
            ["""{"granted":true,"reason":"同意","until":"2018-07-31"}""", """{"granted":false,"reason":"不同意"}"""],
            service.Posts.Select(p => p.Body));
    }

    [Fact]
    public async Task The_list_shows_each_request_with_its_answer()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/extension-requests", 200, """
            {"items":[
              {"request":180,"period":"2018-06","unit":"LSJ","targetId":"JA2018-028","until":"2018-07-31","reason":"停电",
               "askedBy":"lsj","askedAt":"t","state":"granted","actions":[],
               "answer":{"index":181,"granted":true,"until":"2018-07-20","reason":"同意","answeredBy":"office","answeredAt":"t"}},
              {"request":182,"period":"2018-06","unit":"FGW","targetId":null,"until":null,"reason":"停电","askedBy":"fgw",
               "askedAt":"t","state":"open","answer":null,"actions":[]}],"next":null}
            """));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("extension", "list", "--state", "open")).MustBe(0);
        Assert.Matches("^180 +2018-06 +LSJ +JA2018-028 +2018-07-31 +停电 +准予至 2018-07-20：同意$", run.Lines[1]);
        Assert.Matches("^182 +2018-06 +FGW +- +- +停电 +待答复$", run.Lines[2]);
        Assert.StartsWith("?state=open&", service.Requests.Single().Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask --period 2018-06")]
    [InlineData("ask --period 2018-06 --reason x --until 2018-02-30")]
    [InlineData("grant --request 180 --reason x")]
    [InlineData("grant --request x --reason x --until 2018-07-31")]
    [InlineData("refuse --request 180 --reason x --until 2018-07-31")]
    [InlineData("list --state late")]
    public async Task What_does_not_have_its_form_is_bad_usage(string line)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync(["extension", .. line.Split(' ')])).MustBe(2);
    }
}
