namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm assessor</c>: what is sent, and where to.</summary>
public sealed class AssessorTests
{
    [Theory]
    [InlineData("add", "")]
    [InlineData("rotate", "old-1")]
    public async Task A_key_is_registered_by_its_public_half(string command, string replaces)
    {
        var run = await RunAsync("assessors", jtm => ["assessor", command, "--key", PublishedKey.SaveTo(jtm), "--name", "张三", .. replaces.Length > 0 ? (string[])["--replaces", replaces] : []]);
        var expected = $$"""{"kid":"{{PublishedKey.Thumbprint}}","publicKey":{"kty":"EC","crv":"P-256","x":"{{PublishedKey.X}}","y":"{{PublishedKey.Y}}"},"name":"张三"}""";
        Assert.Equal(replaces.Length > 0 ? expected.Replace("三\"}", $"三\",\"replaces\":\"{replaces}\"}}", StringComparison.Ordinal) : expected, run);
    }

    [Fact]
    public async Task A_key_is_revoked() => Assert.Equal(
        """{"kid":"k-1","reason":"遗失","compromisedSince":"2018-07-01T00:00:00.000Z"}""",
        await RunAsync("assessors/revocations", _ => ["assessor", "revoke", "--kid", "k-1", "--reason", "遗失", "--compromised-since", "2018-07-01T00:00:00.000Z"]));

    [Fact]
    public async Task A_conflict_of_interest_is_declared_and_ended()
    {
        string[] command = ["assessor", "conflict", "--kid", "k-1", "--unit", "LSJ", "--reason", "曾任职"];
        Assert.Equal("""{"kid":"k-1","unit":"LSJ","reason":"曾任职","ended":false}""", await RunAsync("assessors/conflicts", _ => command));
        Assert.Equal("""{"kid":"k-1","unit":"LSJ","reason":"曾任职","ended":true}""", await RunAsync("assessors/conflicts", _ => [.. command, "--ended"]));
    }

    [Fact]
    public async Task What_is_missing_is_said()
    {
        using var jtm = new Jtm();
        Assert.Contains("--replaces", (await jtm.RunAsync("assessor", "rotate", "--key", "k.pem", "--name", "张三")).MustBe(2).Error, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string path, Func<Jtm, string[]> command)
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/" + path, 201, $$"""{"receipt":{{FakeService.Receipt}}}"""));
        using var jtm = new Jtm().For(service);
        Assert.Contains("序号 57", (await jtm.RunAsync(command(jtm))).MustBe(0).Output, StringComparison.Ordinal);
        return service.Posts.Single().Body;
    }
}
