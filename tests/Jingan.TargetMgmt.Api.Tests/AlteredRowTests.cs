using System.Security.Cryptography;
using Dapper;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>An administrator of the database, who can drop triggers, alters a row beside the log:
/// nobody is shown it.</summary>
public sealed class AlteredRowTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData("rating", "colour = 'green'", "ratings?period=2018-06")]
    [InlineData("rating", "target_id = 'JA2018-041'", "ratings?period=2018-06")]
    [InlineData("rating", "period = '2018-05'", "worklist?period=2018-05")] // there it is sealed, and no list shows it
    [InlineData("rating", "colour = 'green'", "targets/JA2018-028/history")]
    [InlineData("rating", "colour = 'green'", "reports/matrix?year=2018")]
    [InlineData("rating", "target_id = 'JA2018-041'", "reports/matrix?year=2018")]
    [InlineData("evaluation_report", "document = cast('{}' as blob)", "evaluation-reports/2018-06")]
    [InlineData("evaluation_report", "at = '2018-07-01T00:00:00.000Z'", "evaluation-reports/2018-06")]
    public async Task What_an_altered_row_says_is_not_shown_and_the_side_becomes_read_only(
        string table, string change, string path)
    {
        await _service.RegisterAsync();
        await _service.ReportAsync(3.1m);
        await _service.RatedAsync(await _service.ClaimsAsync());
        await _service.CloseAsync();
        Assert.Equal(201, (await _service.IssueAsync()).Status);
        await _service.IsCheckedAndReadyAsync();
        Assert.Equal(200, (await _service.Evaluator.ReadAsync(path)).Status); // what is kept of it hides nothing
        await using (var connection = _service.OpenDatabase("evaluation"))
        {
            Assert.Equal(
                1, await connection.ExecuteAsync($"drop trigger {table}_no_update; update {table} set {change}"));
        }

        var answer = await _service.Evaluator.ReadAsync(path);

        Assert.Equal((503, "log_in_doubt"), (answer.Status, answer.Code));
        Assert.Contains("被改动", (string?)(await _service.Anonymous.ReadAsync("/health/ready"))["logs"][1]!["readOnly"],
            StringComparison.Ordinal);
        using var key = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Assert.Equal("log_in_doubt", (await _service.RegisterKeyAsync(key, name: "评估员乙")).Code);
    }

    // The log's own rows, under a running service: what is served is what was hashed, or nothing.
    [Theory]
    [InlineData("update log_entry set data = x'00' where idx = 0", "/logs/evaluation/entry/0")]
    [InlineData("update log_entry set data = x'00' where idx = 0", "/logs/evaluation/tile/entries/000.p/2")]
    [InlineData("delete from log_entry where idx = 0", "/logs/evaluation/entry/0")]
    [InlineData("delete from log_entry where idx = 0", "/logs/evaluation/tile/entries/000.p/2")]
    [InlineData("delete from log_entry where idx = 0", "/logs/evaluation/tile/0/000.p/2")]
    public async Task An_altered_or_missing_entry_is_not_served_and_jtm_verify_calls_it_damage(string sql, string path)
    {
        _service.OnSocket(); // tiles are asked for as they are spelled
        await _service.RegisterAsync();
        await ChangeAsync(sql, "log_entry");

        var answer = await _service.As("auditor").ReadAsync(path);

        Assert.Equal((503, "log_in_doubt"), (answer.Status, answer.Code));
        Assert.Equal(503, (await _service.Anonymous.ReadAsync("/health/ready")).Status);
        Assert.Equal(
            "log_in_doubt",
            (await _service.RegisterKeyAsync(JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
                name: "评估员乙")).Code);
    }

    // Entry and hash both replaced: the signature over it is nobody's.
    [Fact]
    public async Task A_rating_whose_signature_is_not_good_is_shown_to_nobody()
    {
        await _service.RegisterAsync();
        await _service.ReportAsync(3.1m);
        var index = await _service.RatedAsync(await _service.ClaimsAsync());
        Assert.Equal(200, (await _service.Evaluator.ReadAsync("ratings?period=2018-06")).Status);
        await _service.IsCheckedAndReadyAsync();
        await using (var connection = _service.OpenDatabase("evaluation"))
        {
            var data = System.Text.Encoding.UTF8.GetString(
                await connection.ExecuteScalarAsync<byte[]>($"select data from log_entry where idx = {index}") ?? []);
            var jws = System.Text.RegularExpressions.Regex.Match(data, "\"jws\":\"([^\"]+)\"").Groups[1].Value;
            var forged = System.Text.Encoding.UTF8.GetBytes(data.Replace(
                jws[^20..^10], new string(jws[^20..^10].Reverse().ToArray()), StringComparison.Ordinal));
            Assert.Equal(1, await connection.ExecuteAsync(
                "drop trigger log_entry_no_update; update log_entry set data = @forged, leaf_hash = @hash where idx "
                    + $"= {index}", new { forged, hash = Jingan.TransparencyLog.MerkleTree.HashLeaf(forged) }));
        }

        var answer = await _service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028");

        Assert.Equal((503, "log_in_doubt"), (answer.Status, answer.Code));
        Assert.Contains("签名无效", (string?)(await _service.Anonymous.ReadAsync("/health/ready"))["logs"][1]!["readOnly"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_behind_the_log_stops_writes_and_says_so_until_it_is_right()
    {
        await _service.ReportAsync(3.1m);
        _service.Clock.AdjustTime(_service.Clock.GetUtcNow().AddMinutes(-3));
        var refused = await _service.SubmitAsync(Reporting.Value(3.2m));
        Assert.Equal((503, "clock_behind"), (refused.Status, refused.Code));
        Assert.Contains("时钟", (string?)(await _service.Anonymous.ReadAsync("/health/ready"))["logs"][0]!["readOnly"],
            StringComparison.Ordinal);
        _service.Clock.AdjustTime(_service.Clock.GetUtcNow().AddMinutes(3));
        Assert.Equal(200, (await _service.Anonymous.ReadAsync("/health/ready")).Status);
        Assert.Equal(201, (await _service.SubmitAsync(Reporting.Value(3.2m))).Status);
    }

    private async Task ChangeAsync(string sql, string table)
    {
        await _service.IsCheckedAndReadyAsync();
        await using var connection = _service.OpenDatabase("evaluation");
        Assert.Equal(1, await connection.ExecuteAsync(
            $"pragma foreign_keys = off; drop trigger {table}_no_update; drop trigger {table}_no_delete; {sql}"));
    }
}
