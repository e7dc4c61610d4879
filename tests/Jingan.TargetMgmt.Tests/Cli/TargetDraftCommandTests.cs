using Jingan.TargetMgmt.Http.Documents;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class TargetDraftCommandTests
{
    private const string Table = "\uFEFF编号,目标\r\n,新增床位500张\r\n";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("报告.txt", DocumentReader.PlainText)]
    [InlineData("报告.DOCX", DocumentReader.Docx)]
    public async Task A_report_is_sent_as_it_is_and_the_table_is_shown(string name, string mediaType)
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/targets/draft", 200, Table));
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf(name), "新增床位500张。", Ct);
        var run = (await jtm.RunAsync("targets", "draft", jtm.PathOf(name))).MustBe(0);
        var asked = service.Posts.Single();
        Assert.Equal(("新增床位500张。", mediaType, "text/csv"),
            (asked.Body, asked.ContentType, asked.Headers["Accept"]));
        Assert.Contains("新增床位500张", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_writes_the_table_byte_for_byte()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/targets/draft", 200, Table));
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf("r.txt"), "x", Ct);
        var run = (await jtm.RunAsync("targets", "draft", jtm.PathOf("r.txt"), "--out",
            jtm.PathOf("草稿.csv"))).MustBe(0);
        Assert.Equal(Table,
            System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(jtm.PathOf("草稿.csv"), Ct)));
        Assert.Contains("已写入", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_JSON()
    {
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/targets/draft", 200, """{"targets":[]}"""));
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf("r.txt"), "x", Ct);
        (await jtm.RunAsync("targets", "draft", jtm.PathOf("r.txt"), "--json")).MustBe(0);
        Assert.Equal("application/json", service.Posts.Single().Headers["Accept"]);
    }

    [Theory]
    [InlineData("zh", "只认 .txt 与 .docx")]
    [InlineData("en", "only .txt and .docx are taken")]
    public async Task Any_other_file_is_refused_before_it_is_sent(string language, string told)
    {
        await using var service = await FakeService.StartAsync();
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf("r.pdf"), "x", Ct);
        var run = (await jtm.RunAsync("targets", "draft", jtm.PathOf("r.pdf"), "--lang", language)).MustBe(2);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.Empty(service.Posts);
    }

    [Fact]
    public async Task A_refusal_of_the_service_is_told()
    {
        await using var service = await FakeService.StartAsync();
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf("r.txt"), "x", Ct);
        Assert.Contains("没有此资源",
            (await jtm.RunAsync("targets", "draft", jtm.PathOf("r.txt"))).Error, StringComparison.Ordinal);
    }
}
