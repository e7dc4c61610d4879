namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Certified values from the command line.</summary>
public sealed class CertifiedTests
{
    [Fact]
    public async Task A_unit_certifies_with_what_it_has_to_say_and_no_more()
    {
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/targets/JA2018-003/certified-values", 201, $$"""{"receipt":{{FakeService.Receipt}}}"""));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("certified", "submit", "--target", "JA2018-003", "--period", "2018-06", "--value",
            "118.60")).MustBe(0);
        Assert.Equal("认定值：JA2018-003 2018-06", run.Lines[0]);
        (await jtm.RunAsync("certified", "submit", "--target", "JA2018-003", "--period", "2018-06", "--value", "118.5",
            "--as-of", "2018-06-30", "--source", "统计月报", "--reason", "更正", "--dry-run")).MustBe(0);
        Assert.Equal(
            [
                """{"period":"2018-06","value":118.60}""",
                """{"period":"2018-06","value":118.5,"asOf":"2018-06-30","source":"统计月报","reason":"更正"}""",
            ],
            service.Posts.Select(p => p.Body));
        Assert.Equal(["", "?dryRun=true"], service.Posts.Select(p => p.Query));
    }

    [Fact]
    public async Task The_list_shows_every_revision()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/targets/JA2018-003/certified-values", 200, """
            {"items":[{"period":"2018-06","certified":{"targetVersion":1,"unit":"TJJ","revision":2,"value":118.5,"asOf":"2018-06-30",
              "note":null,"source":"统计月报","reason":"更正","late":true,"certifiedBy":"tjj","certifiedAt":"t",
              "entry":{"log":"government","index":190,"leafHash":"ab"}}}],"next":null}
            """));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("certified", "list", "--target", "JA2018-003")).MustBe(0);
        Assert.Matches("^190 +2018-06 +TJJ +2 +118.5 +2018-06-30 +是 +统计月报 +更正$", run.Lines[1]);
    }

    [Theory]
    [InlineData("submit --target JA2018-003 --period 2018-06")]
    [InlineData("submit --target JA2018-003 --period 2018-06 --value 1,5")]
    [InlineData("submit --target JA2018-003 --period 2018-06 --value 1 --as-of 2018-02-30")]
    [InlineData("list")]
    public async Task What_does_not_have_its_form_is_bad_usage(string line)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync(["certified", .. line.Split(' ')])).MustBe(2);
    }
}
