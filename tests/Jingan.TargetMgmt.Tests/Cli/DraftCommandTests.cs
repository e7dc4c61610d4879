namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What is owed, and drafts, from the command line.</summary>
public sealed class DraftCommandTests
{
    private const string Draft =
        """{"targetId":"JA2018-028","title":"绿地","period":"2018-06","operator":"王五","savedAt":"t","etag":"e1"}""";

    [Fact]
    public async Task The_operator_saves_what_there_is_and_reads_what_is_missing()
    {
        await using var service = await FakeService.StartAsync(("PUT /api/v1/targets/JA2018-028/drafts/2018-06", 200,
            $$"""{"draft":{{Draft}},"countedVersion":1,"faults":[{"code":"invalid_request","pointer":"/narrative","message":"必填"}],"warnings":[],"replaced":null}"""));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync(
            "progress", "draft", "save", "--target", "JA2018-028", "--period", "2018-06", "--value", "3.10")).MustBe(0);
        Assert.Equal(
            ["草稿已保存：JA2018-028 2018-06。提交之前只有本单位看得到。", "尚不能提交：/narrative 必填"], run.Lines);
    }

    [Fact]
    public async Task The_signatory_submits_the_drafts_that_he_has_seen()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/drafts", 200, $$"""{"items":[{{Draft}}],"next":null}"""),
            ("POST /api/v1/drafts/submit", 201, $$"""{"reports":[],"receipt":{{FakeService.Receipt}}}"""));
        using var jtm = new Jtm().For(service);
        var list = (await jtm.RunAsync("progress", "draft", "list")).MustBe(0);
        Assert.Contains("JA2018-028", list.Output, StringComparison.Ordinal);
        (await jtm.RunAsync("progress", "draft", "sign", "--period", "2018-06")).MustBe(0);
        Assert.Equal("""{"drafts":[{"targetId":"JA2018-028","period":"2018-06","etag":"e1"}]}""",
            Assert.Single(service.Posts).Body);
        var none = await jtm.RunAsync("progress", "draft", "sign", "--period", "2018-06", "--target", "JA2018-041");
        Assert.Contains("没有可签发的草稿", none.MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_owed_is_listed()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/progress", 200, """
            {"items":[{"targetId":"JA2018-028","title":"绿地","unit":"LSJ","isLead":true,"state":"notReported","report":null,"later":null}],"next":null}
            """));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("progress", "missing", "--period", "2018-06", "--unit", "LSJ")).MustBe(0);
        Assert.Contains("JA2018-028  LSJ（牵头）  未报", run.Output, StringComparison.Ordinal);
        (await jtm.RunAsync("progress", "list", "--period", "2018-06", "--state", "late")).MustBe(0);
    }
}
