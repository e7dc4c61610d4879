using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.Logs;

/// <summary>Every write of the interface answers with a receipt,
/// and every receipt leads to a proof under the pinned key.</summary>
public abstract class ReceiptTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Every_write_leads_to_a_proof_that_verifies()
    {
        var scheme = (await service.Evaluator.ReadAsync("schemes/2018.1")).Body!;
        scheme["version"] = "2018.2";
        var target = Target("JA2018-801");
        var adjusted = Target("JA2018-801");
        (adjusted["targetValue"], adjusted["reason"]) = (12, "市下达指标调整");
        List<(string Write, Answer Answer)> answers =
        [
            ("PUT units", await service.Office.PutAsync("units/TEST-1", new { name = "测试单位", kind = "department" })),
            ("POST targets", await service.Office.PostAsync("targets", target.ToJsonString())),
            ("POST versions", await service.Office.PostAsync("targets/JA2018-801/versions", adjusted.ToJsonString())),
            ("POST import",
                await service.Office.PostAsync(
                    "targets/import", new JsonArray(Target("JA2018-802"), Target("JA2018-803")).ToJsonString())),
            ("PUT periods",
                await service.Office.PutAsync("periods/2018-06", new
                {
                    startsOn = "2018-06-01", endsOn = "2018-06-30", opensOn = "2018-07-01", dueOn = "2018-07-10",
                    closesOn = "2018-07-21",
                })),
            ("POST extensions",
                await service.Office.PostAsync("periods/2018-06/extensions", new
                {
                    unit = "LSJ", until = "2018-07-31", reason = "补报",
                })),
            ("POST progress", await service.SubmitAsync(Reporting.Value(3.1m))),
            ("POST progress again, with a key", await service.SubmitAsync(Reporting.Value(3.2m), key: "k")),
            ("POST assessors", await service.RegisterKeyAsync(JwsKey.Of(service.AssessorKey), name: "评估员甲")),
            ("POST ratings", await service.RateAsync(await service.ClaimsAsync())),
        ];
        answers.Add(("a repeat under its key", await service.SubmitAsync(Reporting.Value(3.2m), key: "k")));
        service.MoveTo(2018, 8, 2);
        answers.Add(("POST evaluation-reports", await service.IssueAsync()));
        answers.Add(("POST schemes", await service.Evaluator.PostAsync("schemes", scheme.ToJsonString())));

        var logs = new Dictionary<string, LogReader>
        {
            ["government"] = await LogReader.PinAsync(service.Evaluator, "government"),
            ["evaluation"] = await LogReader.PinAsync(service.Evaluator, "evaluation"),
        };
        foreach (var (write, answer) in answers)
        {
            Assert.True(answer.Status is 200 or 201, $"{write}: {answer.Status} {answer.Body}");
            await AssertProvedAsync(logs[(string)answer["receipt"]["log"]!], answer["receipt"]);
        }
    }

    // In the newest checkpoint, and in the one that the receipt names; and the entry is where it says.
    private static async Task AssertProvedAsync(LogReader log, JsonNode receipt)
    {
        var (index, size) = ((long)receipt["index"]!, (long)receipt["checkpointSize"]!);
        var leafHash = Convert.FromHexString((string)receipt["leafHash"]!);
        Assert.Equal((await log.CheckpointAsync()).Size, (await log.ProveAsync(index, leafHash)).Size);
        Assert.Equal(size, (await log.ProveAsync(index, leafHash, $"?size={size}")).Size);
        Assert.Equal(leafHash, MerkleTree.HashLeaf(await log.GetAsync($"entry/{index}")));
        // a checkpoint that does not cover it
        Assert.Equal(404, (int)(await log.AskAsync($"proof/{index}?size={index}")).StatusCode);
    }

    [Fact]
    public async Task There_is_no_proof_beyond_the_log_and_none_in_a_checkpoint_that_was_never_published()
    {
        var log = await LogReader.PinAsync(service.Office, "government");
        var size = (await log.CheckpointAsync()).Size;
        Assert.Equal(size, (await log.ProveAsync(0, MerkleTree.HashLeaf(await log.GetAsync("entry/0")))).Size);
        foreach (var path in (string[])[$"proof/{size}", $"proof/{size + 1}", "proof/-1", "proof/x",
            "proof/9223372036854775808", $"proof/0?size={size + 1}", "proof/0?size=0", $"entry/{size}", "entry/-1"])
        {
            Assert.Equal(404, (int)(await log.AskAsync(path)).StatusCode);
        }

        // The seeds are stored many at once, under few checkpoints.
        Assert.Equal(404, (int)(await log.AskAsync("checkpoint?size=2")).StatusCode);
        Assert.Equal(404, (int)(await log.AskAsync("proof/0?size=2")).StatusCode);
    }

    [Fact]
    public async Task An_entry_is_found_by_its_hash()
    {
        var receipt = (await service.ReportAsync(3.1m))["receipt"]!;
        var hash = (string)receipt["leafHash"]!;
        var found = await service.Anonymous.ReadAsync($"/logs/government/find/{hash}");
        Assert.Equal((200, receipt.ToJsonString()), (found.Status, found.Body!.ToJsonString()));

        Assert.Equal(404, (await service.Anonymous.ReadAsync($"/logs/evaluation/find/{hash}")).Status);
        Assert.Equal(404, (await service.Anonymous.ReadAsync($"/logs/government/find/{new string('0', 64)}")).Status);
        foreach (var bad in (string[])[hash.ToUpperInvariant(), hash[1..], hash + "0", hash[..63] + "g"])
        {
            var refused = await service.Anonymous.ReadAsync($"/logs/government/find/{bad}");
            Assert.Equal((400, "/leafHash"), (refused.Status, Assert.Single(refused.Pointers)));
        }
    }

    [Fact]
    public async Task The_key_is_one_line_that_can_be_pinned_and_each_side_has_its_own()
    {
        List<string> keys = [];
        foreach (var side in (string[])["government", "evaluation"])
        {
            var text = await service.Anonymous.GetStringAsync($"/logs/{side}/key", Http.Ct);
            Assert.True(VerifierKey.TryParse(text.TrimEnd('\n'), out var key, out var fault), fault);
            Assert.Equal(($"targetmgmt.localhost/{side}", NoteAlgorithm.Ed25519), (key.Name, key.Algorithm));
            Assert.Equal(key + "\n", text);
            keys.Add(text);
        }

        Assert.NotEqual(keys[0], keys[1]);
    }

    private static JsonObject Target(string id) => JsonNode.Parse($$"""
        {"id":"{{id}}","year":2018,"level":"departmental","field":"测试","title":"合成测试目标","nature":"binding","kind":"quantitative",
         "unitOfMeasure":"个","targetValue":10,"direction":"increase","aggregation":"cumulative","leadUnit":"LSJ","source":"合成数据 synthetic"}
        """)!.AsObject();
}

public sealed class SqliteReceiptTests() : ReceiptTests(new SqliteFactory());

public sealed class SqlServerReceiptTests() : ReceiptTests(new SqlServerFactory());
