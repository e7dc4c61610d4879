namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Colour schemes from the command line: tried first, then published for good.</summary>
public sealed class SchemeCommandTests
{
    private const string Published =
        """{"version":"2018.1","title":"分类分色示例办法","isExample":true,"receipt":""" + FakeService.Receipt + "}";

    private const string Compared =
        """{"period":"2018-06","scheme":"2018.1","inForce":null,"distribution":[{"colour":"blue","count":3},{"colour":"red","count":0}],"withoutColour":[{"state":"notDue","count":7}],"changes":[]}""";

    private static readonly string Example = Path.Combine(Repository.Root, "seeds", "schemes", "2018.1.json");

    [Fact]
    public async Task A_draft_is_tried_on_a_period_and_told_by_colour()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/schemes/2018.1/preview", 200, Compared));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("scheme", "preview", Example, "--period", "2018-06")).MustBe(0);
        Assert.Equal("?period=2018-06", service.Posts.Single().Query);
        Assert.Equal(await File.ReadAllTextAsync(Example, TestContext.Current.CancellationToken),
            service.Posts.Single().Body); // to the byte: what is tried is what will be published
        Assert.Matches("^blue +3$", run.Lines[1]);
        Assert.Contains("notDue", run.Lines[3], StringComparison.Ordinal);
        Assert.Contains("目前没有在用的办法；未保存任何内容", run.Lines[4], StringComparison.Ordinal);

        var json = (await jtm.RunAsync("scheme", "preview", Example, "--period", "2018-06", "--json")).MustBe(0);
        Assert.Equal(Compared, json.Output.Trim());
    }

    [Fact]
    public async Task An_example_is_published_only_by_whoever_says_so()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/schemes", 201, Published));
        using var jtm = new Jtm().For(service);
        var refused = (await jtm.RunAsync("scheme", "publish", Example)).MustBe(2);
        Assert.Contains("--example", refused.Error, StringComparison.Ordinal);
        Assert.Empty(service.Posts);

        var run = (await jtm.RunAsync("scheme", "publish", Example, "--example")).MustBe(0);
        Assert.Contains("已受理", run.Output, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Example, TestContext.Current.CancellationToken),
            service.Posts.Single().Body);
    }

    [Fact]
    public async Task A_scheme_of_ones_own_is_published_as_it_stands_in_its_file()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/schemes", 201, Published));
        using var jtm = new Jtm().For(service);
        var own = jtm.PathOf("own.json");
        await File.WriteAllTextAsync(
            own, (await File.ReadAllTextAsync(Example, TestContext.Current.CancellationToken))
                .Replace("\"isExample\": true", "\"isExample\": false", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        (await jtm.RunAsync("scheme", "publish", own)).MustBe(0);
        Assert.NotNull(service.Posts.Single().Headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no JSON")]
    [InlineData("")]
    public async Task What_is_no_scheme_is_not_sent(string text)
    {
        await using var service = await FakeService.StartAsync();
        using var jtm = new Jtm().For(service);
        var file = jtm.PathOf("scheme.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        foreach (var line in (string[][])[["publish", file], ["preview", file, "--period", "2018-06"]])
        {
            var run = (await jtm.RunAsync(["scheme", .. line])).MustBe(2);
            Assert.Contains("不是有效的办法", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(service.Posts);
    }

    [Fact]
    public async Task What_the_service_refuses_is_said_with_exit_one()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/schemes", 409,
            """{"title":"已发布","status":409,"code":"scheme_duplicate_version","detail":"办法 2018.1 已发布，不能修改；请用新的版本号发布。"}"""));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("scheme", "publish", Example, "--example")).MustBe(1);
        Assert.Contains("请用新的版本号发布", run.Error, StringComparison.Ordinal);
    }
}
