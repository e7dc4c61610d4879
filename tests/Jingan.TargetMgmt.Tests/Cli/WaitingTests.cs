namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Who waits for whom, and the answers, from the command line.</summary>
public sealed class WaitingTests
{
    private const string Accepted = $$"""{"receipt":{{FakeService.Receipt}}}""";

    [Fact]
    public async Task Who_is_waited_for_answers()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/waiting/181/1/answers", 201, Accepted));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("waiting", "answer", "--progress", "181", "--item", "1", "--text", "已报市局",
            "--expected-on", "2018-07-20")).MustBe(0);
        Assert.Equal("答复：181/1", run.Lines[0]);
        Assert.Equal("""{"text":"已报市局","expectedOn":"2018-07-20"}""", service.Posts.Single().Body);
        (await jtm.RunAsync("waiting", "answer", "--progress", "181", "--item", "1", "--text", "已批复", "--done",
            "--dry-run")).MustBe(0);
        Assert.Equal(("""{"text":"已批复","done":true}""", "?dryRun=true"),
            (service.Posts.Last().Body, service.Posts.Last().Query));
    }

    [Fact]
    public async Task The_list_shows_each_matter_with_its_answer()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/waiting", 200, """
            {"items":[
              {"progress":181,"item":1,"targetId":"JA2018-028","title":"绿地","period":"2018-06","unit":"LSJ","onUnit":"FGW",
               "onTarget":null,"since":"2018-06-11","what":"用地批复","state":"answered",
               "answer":{"index":190,"done":false,"expectedOn":"2018-07-20","text":"已报市局","answeredBy":"f","answeredAt":"t"}},
              {"progress":181,"item":2,"targetId":"JA2018-028","title":"绿地","period":"2018-06","unit":"LSJ","onUnit":"JGW",
               "onTarget":null,"since":"2018-06-12","what":"图纸","state":"open","answer":null}],"next":null}
            """));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("waiting", "list", "--on-unit", "FGW", "--state", "open")).MustBe(0);
        Assert.Matches(
            "^181 +1 +2018-06 +JA2018-028 +LSJ +FGW +2018-06-11 +用地批复 +预计 2018-07-20：已报市局$", run.Lines[1]);
        Assert.Matches("^181 +2 +2018-06 +JA2018-028 +LSJ +JGW +2018-06-12 +图纸 +待答复$", run.Lines[2]);
        Assert.StartsWith("?onUnit=FGW&state=open&", service.Requests.Single().Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("waiting answer --progress x --item 1 --text y")]
    [InlineData("waiting answer --progress 1 --item 1")]
    [InlineData("waiting list --state late")]
    public async Task What_does_not_have_its_form_is_bad_usage(string line)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync(line.Split(' '))).MustBe(2);
    }
}
