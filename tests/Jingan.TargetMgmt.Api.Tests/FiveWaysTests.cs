using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Jingan.TargetMgmt.Cli;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TransparencyLog;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The promise the whole is built for: who asked for the judgement cannot change it. On a database file, since a file is what can be put back.</summary>
public sealed class FiveWaysTests : IDisposable
{
    private readonly RestartedFactory service = new();
    private readonly string policy;
    private byte[] beforeTheRating = [];
    private byte[] released = [];
    private JsonObject green = [];
    private long red;

    public FiveWaysTests() => policy = Path.Combine(service.Folder, "policy");

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task The_office_tries_to_change_a_red_rating_in_five_ways_and_each_is_refused_or_detected()
    {
        await A_red_rating_is_signed_and_released();
        var seen = await SeenAsync();

        foreach (var way in (Func<Task>[])[Way_1_the_API_as_the_office_is_refused, Way_2_another_token_is_refused, Way_3_SQL_as_the_service_login_is_refused])
        {
            await way();
            Assert.Equal(seen, await SeenAsync());
        }

        Assert.Contains(await service.RefusalsAsync(), r => (string?)r["role"] == "office"); // what was tried is on record

        await service.StopAsync();
        released = await File.ReadAllBytesAsync(service.EvaluationFile, Http.Ct);
        await Way_3_a_row_added_as_the_service_login_is_detected();
        await Way_4_a_restored_backup_is_detected();
        await Way_5_a_row_replaced_as_administrator_is_detected(withItsHash: false);
        await Way_5_a_row_replaced_as_administrator_is_detected(withItsHash: true);
        await Way_5_a_row_taken_away_as_administrator_is_detected();

        await PutBackAsync(released);
        service.Start(verifyAll: true);
        Assert.Equal(seen, await SeenAsync());
        Assert.Equal(200, (await service.Anonymous.ReadAsync("/health/ready")).Status);
        Assert.Equal((0, true), await VerifyAsync("2 assessors' signatures are good"));
    }

    private async Task A_red_rating_is_signed_and_released()
    {
        service.Start();
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        await service.StopAsync();
        beforeTheRating = await File.ReadAllBytesAsync(service.EvaluationFile, Http.Ct);

        service.Start();
        Assert.Equal("red", (string?)(await service.ClaimsAsync())["colour"]);
        green = await service.ClaimsAsync(colour: "green"); // what the office would like to see instead
        green["divergence"] = new JsonObject { ["code"] = "qualityDefect", ["reason"] = "另有说明" };
        red = await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        await File.WriteAllTextAsync(policy, $"log {await service.Anonymous.GetStringAsync("/logs/evaluation/key", Http.Ct)}quorum none\n", Http.Ct);
        Assert.Equal((0, true), await VerifyAsync("2 assessors' signatures are good")); // and remembers the checkpoint
    }

    // The assessor's signature is good: even that does not help the office.
    private async Task Way_1_the_API_as_the_office_is_refused()
    {
        var jws = service.Sign(Green(red));
        AssertRefused(403, "evaluator_only", await service.Office.PostTextAsync("ratings", jws, CompactJws.MediaType));
        AssertRefused(403, "evaluator_only", await service.Office.PostTextAsync("evaluation-reports", jws, CompactJws.MediaType));
        foreach (var path in (string[])["ratings", $"ratings/{red}", "ratings/JA2018-028/2018-06", "evaluation-reports", "evaluation-reports/2018-06"])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete])
            {
                AssertRefused(405, "method_not_allowed", await service.Office.SendAsync(method, path, new StringContent("{}", Encoding.UTF8, "application/json")));
            }
        }
    }

    private async Task Way_2_another_token_is_refused()
    {
        var green = Green(red);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unregistered = CompactJws.Sign(Encoding.UTF8.GetBytes(green.ToJsonString()), Jwk.Of(stranger).Thumbprint(), stranger);
        var underAnothersName = service.Sign(green, stranger);
        AssertRefused(401, "bad_signature", await service.RateAsync(green, unregistered));
        AssertRefused(401, "bad_signature", await service.RateAsync(green, underAnothersName));
        AssertRefused(403, "evaluator_only", await service.RateAsync(green, caller: "admin"));
        AssertRefused(403, "evaluator_only", await service.Office.PostAsync("assessors", new { kid = "own", publicKey = Jwk.Of(stranger), name = "自荐" }));
    }

    // With the settings of the service's own connections; that the triggers and nothing else refuse is what the message says.
    private async Task Way_3_SQL_as_the_service_login_is_refused()
    {
        await using var connection = service.OpenDatabase("evaluation");
        await connection.ExecuteAsync(service.Dialect.SessionSql);
        foreach (var (table, change) in (IEnumerable<(string, string)>)
                 [("rating", "colour = 'green'"), ("log_entry", "data = x'00'"), ("evaluation_report", "document = x'00'"), ("log_checkpoint", "root = zeroblob(32)")])
        {
            foreach (var sql in (string[])[$"update {table} set {change}", $"delete from {table}", $"replace into {table} select * from {table}"])
            {
                var refused = await Assert.ThrowsAsync<SqliteException>(() => connection.ExecuteAsync(sql));
                Assert.Contains($"{table} is insert-only", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    // The login may add rows: one that passes off another entry as what replaces the red rating.
    private async Task Way_3_a_row_added_as_the_service_login_is_detected()
    {
        await PutBackAsync(released);
        service.Start();
        await using (var connection = service.OpenDatabase("evaluation"))
        {
            await connection.ExecuteAsync(
                "insert into rating select (select max(idx) from log_entry), target_id, period, lead_unit, 'green', log_index from rating where log_index = @red", new { red });
        }

        AssertRefused(503, "log_in_doubt", await service.Office.ReadAsync("ratings?period=2018-06"));
        await AssertReadOnlyAsync("is no rating, and a row says that it is", red);
        await service.StopAsync();
        service.Start(verifyAll: true);
        await AssertReadOnlyAsync("a row that no entry tells of: rating", red);
        await service.StopAsync();
    }

    private async Task Way_4_a_restored_backup_is_detected()
    {
        await PutBackAsync(beforeTheRating);
        service.Start();
        Assert.Empty((await service.Office.ReadAsync("ratings?period=2018-06")).Items); // the red is gone, but not unnoticed
        await AssertReadOnlyAsync("an old copy was put back", supersedes: null);
        Assert.Equal((1, true), await VerifyAsync("the log went back"));
        await service.StopAsync();
    }

    private async Task Way_5_a_row_replaced_as_administrator_is_detected(bool withItsHash)
    {
        await PutBackAsync(released);
        service.Start();
        await using (var connection = service.OpenDatabase("evaluation"))
        {
            var data = Repainted(await connection.QuerySingleAsync<byte[]>("select data from log_entry where idx = @red", new { red }));
            await connection.ExecuteAsync("drop trigger log_entry_no_update; drop trigger rating_no_update");
            await connection.ExecuteAsync(
                "update log_entry set data = @data, leaf_hash = case @withItsHash when 1 then @hash else leaf_hash end where idx = @red; update rating set colour = 'green'",
                new { red, data, hash = MerkleTree.HashLeaf(data), withItsHash });
        }

        var shown = await service.Office.ReadAsync("ratings?period=2018-06");
        if (withItsHash)
        {
            Assert.Equal("green", (string?)shown.Items.Single()!["colour"]); // the service says so
        }
        else
        {
            AssertRefused(503, "log_in_doubt", shown);
        }

        Assert.Equal((1, true), await VerifyAsync($"entry {red}: the signature is not by the key")); // its log does not
        Assert.Equal((1, true), await VerifyAsync(withItsHash ? "entries were altered" : $"entry {red} does not have the hash"));

        await service.StopAsync();
        service.Start(verifyAll: withItsHash);
        await AssertReadOnlyAsync(withItsHash ? "has another root than its entries give" : $"entry {red} does not match its hash", red);
        await service.StopAsync();
    }

    private async Task Way_5_a_row_taken_away_as_administrator_is_detected()
    {
        await PutBackAsync(released);
        service.Start();
        await using (var connection = service.OpenDatabase("evaluation"))
        {
            await connection.ExecuteAsync("drop trigger rating_no_delete; delete from rating where log_index = @red", new { red });
        }

        Assert.Empty((await service.Office.ReadAsync("ratings?period=2018-06")).Items); // the list says so, the issued report does not
        Assert.Equal(red, (long)(await service.Office.ReadAsync("evaluation-reports/2018-06"))["ratings"]![0]!["index"]!);
        await service.StopAsync();
        service.Start(verifyAll: true);
        await AssertReadOnlyAsync("a row that the log tells of was altered or is missing: rating", supersedes: null);
        await service.StopAsync();
    }

    // What the rating looks like to others: the list, the log, the report as issued.
    private async Task<string> SeenAsync() =>
        (await service.Office.ReadAsync("ratings?period=2018-06")).Body!.ToJsonString() + await service.SizesAsync()
        + await service.Office.GetStringAsync("/api/v1/evaluation-reports/2018-06", Http.Ct);

    private JsonObject Green(long? supersedes)
    {
        var claims = green.DeepClone().AsObject();
        (claims["supersedes"], claims["reason"]) = (supersedes, supersedes is null ? null : "更正");
        return claims;
    }

    private static void AssertRefused(int status, string code, Answer answer) =>
        Assert.Equal((status, code), (answer.Status, answer.Code));

    private async Task AssertReadOnlyAsync(string reason, long? supersedes)
    {
        var client = service.Anonymous;
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        var ready = await client.ReadAsync("/health/ready");
        Assert.Equal((503, "readOnly"), (ready.Status, (string?)ready["status"]));
        Assert.Contains(reason, (string?)ready["logs"][1]!["readOnly"], StringComparison.Ordinal);
        AssertRefused(503, "log_in_doubt", await service.RateAsync(Green(supersedes)));
    }

    private Task PutBackAsync(byte[] database) => File.WriteAllBytesAsync(service.EvaluationFile, database, Http.Ct);

    // As if green had been signed; the key to sign it nobody has.
    private static byte[] Repainted(byte[] data)
    {
        var entry = JsonNode.Parse(data)!;
        var parts = ((string)entry["jws"]!).Split('.');
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        (entry["colour"], claims["colour"]) = ("green", "green");
        entry["jws"] = $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
        return Encoding.UTF8.GetBytes(entry.ToJsonString());
    }

    /// <summary>What <c>jtm verify</c> makes of the served log: its exit code, and whether it says so.</summary>
    private async Task<(int Exit, bool Says)> VerifyAsync(string what)
    {
        await using StringWriter output = new(), error = new();
        string[] verify = ["verify", $"{service.AddressOf("evaluation")}logs/evaluation", "--policy", policy, "--state", Path.Combine(service.Folder, "state"), "--lang", "en"];
        var exit = await JtmCommand.RunAsync(verify, output, error, service.Clock, name => name == "JTM_TOKEN" ? service.TokenOf("auditor") : null, Http.Ct);
        return (exit, $"{output}{error}".Contains(what, StringComparison.Ordinal));
    }
}
