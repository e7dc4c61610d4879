using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Tests.Cli.Files;

/// <summary>Whichever JSON file of theirs somebody has edited, a slip in it is told with the file and the line as their
/// editor counts it, and in no words of the program's own.</summary>
public sealed class JsonSlipTests : IDisposable
{
    private readonly SetupCase _case = new();

    public void Dispose() => _case.Dispose();

    /// <summary>The commands that read such a file, by its name.</summary>
    private static readonly Dictionary<string, string> Readers = new()
    {
        ["etc/appsettings.json"] = "backup {backups} --config {etc/appsettings.json}",
        ["data/access-tokens.json"] = "token list --file {data/access-tokens.json}",
        ["data/access-people.json"] = "access people --file {data/access-people.json}",
        ["answers.json"] = "setup --from {answers.json} --config {etc/appsettings.json}",
        ["tokens.json"] =
            "demo --force-outside-development --year 2016 --tokens {tokens.json} --server http://127.0.0.1:1",
    };

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_slip_is_told_with_its_file_and_line(string name)
    {
        (await _case.RunAsync()).MustBe(0);
        var isList = name.StartsWith("data/access", StringComparison.Ordinal);
        await WriteAsync(name, isList ? "[\n\n  x\n]" : "{\n\n  x\n}");
        var said = await SayAsync(name);
        Assert.Contains("line 3, byte 3", said, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", said, StringComparison.Ordinal);
    }

    [Theory, InlineData("data/access-tokens.json"), InlineData("data/access-people.json"), InlineData("answers.json")]
    public async Task A_member_that_does_not_belong_there_is_named(string name)
    {
        (await _case.RunAsync()).MustBe(0);
        var line = new JsonObject { ["nmae"] = "x" };
        await WriteAsync(name, name == "answers.json" ? line.ToJsonString() : new JsonArray(line).ToJsonString());
        var said = await SayAsync(name);
        Assert.Contains("line 1, byte", said, StringComparison.Ordinal);
        Assert.Contains("nmae", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Jingan.", said, StringComparison.Ordinal);
    }

    private Task WriteAsync(string name, string content) =>
        File.WriteAllTextAsync(_case.PathOf(name), content, TestContext.Current.CancellationToken);

    private async Task<string> SayAsync(string name)
    {
        var words = Readers[name].Split(' ')
            .Select(word => word.StartsWith('{') ? _case.PathOf(word.Trim('{', '}')) : word);
        var run = await _case.Jtm.RunAsync([.. words, "--lang", "en"]);
        Assert.NotEqual(0, run.Exit);
        Assert.Contains(_case.PathOf(name), run.Error, StringComparison.Ordinal);
        return run.Error;
    }
}
