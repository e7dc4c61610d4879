namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Messages to receivers, from the command line.</summary>
public sealed class WebhookTests
{
    private const string Dead = """
        {"endpoint":"office","id":"government-181","type":"extension.answered","state":"dead","madeAt":"2018-07-02T01:00:00.000Z",
         "attempts":11,"nextAt":null,"lastAnswer":"500","body":"{}","actions":["resend"]}
        """;

    internal const string Waiting = """
        {"endpoint":"office","id":"government-182","type":"remark.made","state":"waiting","madeAt":"2018-07-02T02:00:00.000Z",
         "attempts":0,"nextAt":"2018-07-02T02:00:00.000Z","lastAnswer":null,"body":"{}","actions":["resend"]}
        """;

    [Fact]
    public async Task The_list_shows_how_each_message_stands()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/webhooks/evaluation/messages", 200, $$"""{"items":[{{Dead}},{{Waiting}}],"next":null}"""));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("webhook", "list", "--side", "evaluation", "--endpoint", "office")).MustBe(0);
        Assert.Matches(
            "^office +government-181 +extension.answered +已放弃 +2018-07-02T01:00:00.000Z +11 +- +500$", run.Lines[1]);
        Assert.Matches(
            "^office +government-182 +remark.made +待发 +2018-07-02T02:00:00.000Z +0 +2018-07-02T02:00:00.000Z +-$",
            run.Lines[2]);
        Assert.StartsWith("?&endpoint=office&limit=", service.Requests.Single().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_up_is_listed_by_itself_and_programs_get_it_as_it_came()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/webhooks/government/messages", 200, $$"""{"items":[{{Dead}}],"next":null}"""));
        using var jtm = new Jtm().For(service);
        var items = (await jtm.RunAsync("webhook", "dead", "--json")).MustBe(0).Json.AsArray();
        Assert.Equal("extension.answered", (string?)Assert.Single(items)!["type"]);
        Assert.StartsWith("?&state=dead&", service.Requests.Single().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_sent_again()
    {
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/webhooks/government/messages/office/government-181/resend", 200,
                Dead.Replace("\"dead\"", "\"waiting\"", StringComparison.Ordinal)));
        using var jtm = new Jtm().For(service);
        string[] line = ["webhook", "resend", "--endpoint", "office", "--id", "government-181"];
        Assert.Equal("即将重新发送：office government-181。结果见 jtm webhook list。",
            (await jtm.RunAsync(line)).MustBe(0).Lines.Single());
        Assert.Equal("", service.Posts.Single().Query);
        Assert.Contains("未保存任何内容", (await jtm.RunAsync([.. line, "--dry-run"])).MustBe(0).Output,
            StringComparison.Ordinal);
        Assert.Equal("?dryRun=true", service.Posts.Last().Query);
        Assert.Contains("没有此资源",
            (await jtm.RunAsync("webhook", "resend", "--endpoint", "office", "--id", "x")).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook list --side both")]
    [InlineData("webhook list --state gone")]
    [InlineData("webhook resend --endpoint office")]
    public async Task What_does_not_have_its_form_is_bad_usage(string line)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync(line.Split(' '))).MustBe(2);
    }
}
