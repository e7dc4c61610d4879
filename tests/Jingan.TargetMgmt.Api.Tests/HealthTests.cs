using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>GET /health/ready: what an operator has to see without a token.</summary>
public abstract class HealthTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Without_witnesses_both_sides_are_ready_and_nothing_is_said_of_any()
    {
        var answer = await service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal((200, "ready"), (answer.Status, (string?)answer["status"]));
        Assert.Equal(["government", "evaluation"], Logs(answer).Select(l => (string)l!["log"]!));
        Assert.All(Logs(answer), l => Assert.Equal(
            ["log", "size", "root", "readOnly", "quorum", "witnessedSize", "witnesses", "appendOnlyBy", "checkedSize",
                "checkedAt"], l!.AsObject().Select(m => m.Key)));
        Assert.All(Logs(answer), l => Assert.Equal((null, 0, null, 0), ((string?)l!["readOnly"], (int)l["quorum"]!,
            (long?)l["witnessedSize"], l["witnesses"]!.AsArray().Count)));
        Assert.Equal(
            """[{"side":"government","dead":0,"oldestDead":null},{"side":"evaluation","dead":0,"oldestDead":null}]""",
            answer["webhooks"].ToJsonString());
    }

    [Fact]
    public async Task Whoever_asks_whether_it_lives_learns_the_environment_and_nothing_else() =>
        Assert.Equal("""{"status":"live","environment":"Production"}""",
            await service.Anonymous.GetStringAsync("/health/live", Http.Ct));

    [Fact]
    public async Task A_witness_that_cannot_be_reached_is_named_with_its_fault_and_the_side_stays_ready()
    {
        var key = CosignatureSigner.NewEd25519("witness.example/down").VerifierKey;
        await using var factory = service.WithWebHostBuilder(b => b
            .UseSetting("Government:Log:Witnesses:0:VerifierKey", key.ToString())
                .UseSetting("Government:Log:Witnesses:0:Url", "http://127.0.0.1:1/")
                    .UseSetting("Government:Log:Quorum", "1"));
        using var client = factory.CreateClient();
        JsonNode? witness = null;
        for (var attempt = 0; attempt < 3000 && witness?["fault"] is null; attempt++)
        {
            await Task.Delay(20, Http.Ct);
            var answer = await client.ReadAsync("/health/ready");
            Assert.Equal((200, 1), (answer.Status, (int)Logs(answer)[0]!["quorum"]!));
            witness = Assert.Single(Logs(answer)[0]!["witnesses"]!.AsArray());
            Assert.Empty(Logs(answer)[1]!["witnesses"]!.AsArray());
        }

        Assert.Equal(("witness.example/down", null, null), ((string?)witness!["name"], (long?)witness["cosignedSize"],
            (string?)witness["cosignedAt"]));
        Assert.Contains("无法连接", (string?)witness["fault"], StringComparison.Ordinal);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        Assert.Contains(
            "cannot be reached", (string?)Logs(await client.ReadAsync("/health/ready"))[0]!["witnesses"]![0]!["fault"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_in_doubt_is_not_ready_and_says_why()
    {
        // The mark outside the database knows more entries than the database: an old copy.
        await File.WriteAllTextAsync(Path.Combine(service.Folder, "government.high-water"),
            $"{9_999:D19} {Convert.ToBase64String(MerkleTree.EmptyRoot)}\n", Http.Ct);
        var answer = await service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal((503, "readOnly"), (answer.Status, (string?)answer["status"]));
        Assert.Contains("曾达到 9999", (string?)Logs(answer)[0]!["readOnly"], StringComparison.Ordinal);
        Assert.Null(Logs(answer)[1]!["readOnly"]);

        var english = service.Anonymous;
        english.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        Assert.Contains("an old copy was put back",
            (string?)Logs(await english.ReadAsync("/health/ready"))[0]!["readOnly"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_witness_url_that_is_none_stops_the_start()
    {
        using var factory = service.WithWebHostBuilder(b =>
            b.UseSetting("Evaluation:Log:Witnesses:0:Url", "ftp://witness.example"));
        Assert.ThrowsAny<Exception>(factory.CreateClient);
    }

    private static JsonArray Logs(Answer answer) => answer["logs"].AsArray();
}

public sealed class SqliteHealthTests() : HealthTests(new SqliteFactory());

public sealed class SqlServerHealthTests() : HealthTests(new SqlServerFactory());
