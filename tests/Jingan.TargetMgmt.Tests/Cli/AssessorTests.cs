using System.Text;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm assessor</c> and <c>jtm access</c>: what is signed, with which key,
/// and where it is sent to.</summary>
public sealed class AssessorTests
{
    private const string Moment = "\"issuedAt\":\"2018-07-05T01:02:03.000Z\"}";

    private const string Key =
        $$"""{"type":"assessor","log":"log.test/evaluation","kid":"{{PublishedKey.Thumbprint}}","publicKey":{"kty":"EC","crv":"P-256","x":"{{PublishedKey.X}}","y":"{{PublishedKey.Y}}"},"name":"张三",""";

    [Fact]
    public async Task The_first_key_signs_for_itself() => Assert.Equal(
        Key + Moment,
        await RunAsync("assessors", PublishedKey.Thumbprint, jtm =>
            ["assessor", "add", "--key", PublishedKey.SaveTo(jtm), "--name", "张三"]));

    [Fact]
    public async Task A_further_key_is_signed_for_by_one_in_force() => Assert.Equal(
        Key + Moment,
        await RunAsync("assessors", "old-1", jtm => ["assessor", "add", "--key", PublishedKey.SaveTo(jtm), "--name",
            "张三", "--signed-by", Other(jtm), "--signed-by-kid", "old-1"]));

    [Fact]
    public async Task A_key_is_replaced_by_its_successor() => Assert.Equal(
        Key + "\"replaces\":\"old-1\"," + Moment,
        await RunAsync("assessors", "old-1", jtm => ["assessor", "rotate", "--key", PublishedKey.SaveTo(jtm), "--name",
            "张三", "--replaces", "old-1", "--signed-by", Other(jtm), "--signed-by-kid", "old-1"]));

    [Fact]
    public async Task A_key_is_revoked() => Assert.Equal(
        """{"type":"assessor-revocation","log":"log.test/evaluation","kid":"k-1","reason":"遗失","compromisedSince":"2018-07-01T00:00:00.000Z",""" + Moment,
        await RunAsync("assessors/revocations", PublishedKey.Thumbprint, jtm =>
            ["assessor", "revoke", "--kid", "k-1", "--reason", "遗失", "--compromised-since", "2018-07-01T00:00:00.000Z",
                "--key", PublishedKey.SaveTo(jtm)]));

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_conflict_of_interest_is_declared_and_ended(bool ended) => Assert.Equal(
        $$"""{"type":"conflict","log":"log.test/evaluation","kid":"k-1","unit":"LSJ","reason":"曾任职","ended":{{(ended ? "true" : "false")}},""" + Moment,
        await RunAsync("assessors/conflicts", PublishedKey.Thumbprint, jtm =>
            ["assessor", "conflict", "--kid", "k-1", "--unit", "LSJ", "--reason", "曾任职", "--key",
                PublishedKey.SaveTo(jtm), .. ended ? (string[])["--ended"] : []]));

    [Theory, InlineData("14"), InlineData("aabbccdd")]
    public async Task An_evaluators_token_is_approved_as_the_log_tells_of_it(string request)
    {
        var fingerprint = "aabbccdd" + new string('0', 56);
        var page = $$"""{"items":[{"index":14,"at":"2018-07-01T00:00:00.000Z","name":"赵六","role":"evaluator","unit":null,"fingerprint":"{{fingerprint}}","until":"2019-07-01T00:00:00.000Z","state":"notApproved","ended":null}],"next":null}""";
        Assert.Equal(
            $$"""{"type":"access-approval","log":"log.test/evaluation","fingerprint":"{{fingerprint}}","name":"赵六","role":"evaluator","until":"2019-07-01T00:00:00.000Z",""" + Moment,
            await RunAsync(
                "access/approvals", PublishedKey.Thumbprint,
                jtm => ["access", "approve", request, "--key", PublishedKey.SaveTo(jtm)],
                ("GET /logs/evaluation/access", 200, page)));
    }

    [Fact]
    public async Task What_is_missing_is_said()
    {
        using var jtm = new Jtm();
        Assert.Contains(
            "--replaces", (await jtm.RunAsync("assessor", "rotate", "--key", "k.pem", "--name", "张三")).MustBe(2).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "--key", (await jtm.RunAsync("assessor", "revoke", "--kid", "k", "--reason", "遗失")).MustBe(2).Error,
            StringComparison.Ordinal);
    }

    private static string Other(Jtm jtm)
    {
        using var key = AssessorKey.NewEd25519();
        File.WriteAllText(jtm.PathOf("other.pem"), key.ToPem());
        return jtm.PathOf("other.pem");
    }

    private static async Task<string> RunAsync(
        string path, string kid, Func<Jtm, string[]> command, params (string, int, string)[] answers)
    {
        await using var service = await FakeService.StartAsync([.. answers,
            ("POST /api/v1/" + path, 201, $$"""{"receipt":{{FakeService.Receipt}}}""")]);
        using var jtm = new Jtm().For(service);
        Assert.Contains("序号 57", (await jtm.RunAsync(command(jtm))).MustBe(0).Output, StringComparison.Ordinal);
        Assert.True(CompactJws.TryParse(service.Posts.Single().Body, out var jws));
        Assert.Equal(kid, jws.KeyId);
        return Encoding.UTF8.GetString(jws.Payload);
    }
}
