using System.Security.Cryptography;
using Dapper;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>An administrator of the database, who can drop triggers, alters a row beside the log: nobody is shown it.</summary>
public sealed class AlteredRowTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData("rating", "colour = 'green'", "ratings?period=2018-06")]
    [InlineData("rating", "target_id = 'JA2018-041'", "ratings?period=2018-06")]
    [InlineData("rating", "period = '2018-05'", "worklist?period=2018-05")] // there it is sealed, and no list shows it
    [InlineData("rating", "colour = 'green'", "targets/JA2018-028/history")]
    [InlineData("evaluation_report", "document = cast('{}' as blob)", "evaluation-reports/2018-06")]
    [InlineData("evaluation_report", "at = '2018-07-01T00:00:00.000Z'", "evaluation-reports/2018-06")]
    public async Task What_an_altered_row_says_is_not_shown_and_the_side_becomes_read_only(string table, string change, string path)
    {
        await _service.RegisterAsync();
        await _service.ReportAsync(3.1m);
        await _service.RatedAsync(await _service.ClaimsAsync());
        await _service.CloseAsync();
        Assert.Equal(201, (await _service.IssueAsync()).Status);
        await using (var connection = _service.OpenDatabase("evaluation"))
        {
            Assert.Equal(1, await connection.ExecuteAsync($"drop trigger {table}_no_update; update {table} set {change}"));
        }

        var answer = await _service.Evaluator.ReadAsync(path);

        Assert.Equal((503, "log_in_doubt"), (answer.Status, answer.Code));
        Assert.Contains("被改动", (string?)(await _service.Anonymous.ReadAsync("/health/ready"))["logs"][1]!["readOnly"], StringComparison.Ordinal);
        using var key = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Assert.Equal("log_in_doubt", (await _service.RegisterKeyAsync(key, name: "评估员乙")).Code);
    }
}
