namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Remarks on reports, and their answers, from the command line.</summary>
public sealed class RemarkTests
{
    private const string Accepted = $$"""{"receipt":{{FakeService.Receipt}}}""";

    [Fact]
    public async Task The_office_remarks_on_a_revision()
    {
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/targets/JA2018-028/remarks", 201, Accepted));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("remark", "add", "--target", "JA2018-028", "--period", "2018-06", "--unit", "LSJ",
            "--revision", "1", "--code", "evidenceMissing", "--text", "缺佐证", "--dry-run")).MustBe(0);
        Assert.Equal("意见：JA2018-028 2018-06", run.Lines[0]);
        Assert.Equal(
            """{"period":"2018-06","unit":"LSJ","revision":1,"code":"evidenceMissing","text":"缺佐证"}""",
            service.Posts.Single().Body);
        Assert.Equal("?dryRun=true", service.Posts.Single().Query);
    }

    [Fact]
    public async Task The_list_shows_each_remark_with_its_answer()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/remarks", 200, """
            {"items":[
              {"index":182,"targetId":"JA2018-028","period":"2018-06","unit":"LSJ","revision":1,"progress":181,"code":"unclear",
               "text":"请说明","remarkedBy":"office","remarkedAt":"t","state":"answered",
               "answer":{"index":183,"revision":2,"answeredAt":"t"}},
              {"index":184,"targetId":"JA2018-028","period":"2018-06","unit":"LSJ","revision":2,"progress":183,"code":"other",
               "text":"其他","remarkedBy":"office","remarkedAt":"t","state":"open","answer":null}],"next":null}
            """));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("remark", "list", "--target", "JA2018-028", "--state", "open")).MustBe(0);
        Assert.Matches("^182 +2018-06 +JA2018-028 +LSJ +1 +unclear +请说明 +第 2 次修订$", run.Lines[1]);
        Assert.Matches("^184 +2018-06 +JA2018-028 +LSJ +2 +other +其他 +待答复$", run.Lines[2]);
        Assert.StartsWith("?target=JA2018-028&state=open&", service.Requests.Single().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_names_the_remarks_that_it_answers()
    {
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/targets/JA2018-028/progress", 201, Accepted));
        using var jtm = new Jtm().For(service);
        (await jtm.RunAsync("progress", "submit", "--target", "JA2018-028", "--period", "2018-06", "--no-change",
            "--narrative", "补充说明", "--signatory", "赵六", "--answers-remark", "182",
            "--answers-remark", "184")).MustBe(0);
        Assert.Equal(
            """{"period":"2018-06","noChange":true,"narrative":"补充说明","answersRemarks":[182,184],"signatory":"赵六"}""",
            service.Posts.Single().Body);
    }

    [Theory]
    [InlineData("remark add --target JA2018-028 --period 2018-06 --unit LSJ --revision 1 --code late --text x")]
    [InlineData("remark add --target JA2018-028 --period 2018-06 --unit LSJ --revision x --code unclear --text x")]
    [InlineData("remark add --target JA2018-028 --period 2018-06 --unit LSJ --revision 1 --code unclear")]
    [InlineData("remark list --state late")]
    [InlineData("progress submit --target JA2018-028 --period 2018-06 --narrative x --signatory y --answers-remark z")]
    public async Task What_does_not_have_its_form_is_bad_usage(string line)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync(line.Split(' '))).MustBe(2);
    }
}
