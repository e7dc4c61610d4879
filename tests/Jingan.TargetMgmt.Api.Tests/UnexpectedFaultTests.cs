using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Api.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What nobody foresaw: the caller gets a number to ask with, and nothing of what went wrong; the log has it
/// under the same number; and the service goes on.</summary>
public sealed partial class UnexpectedFaultTests : IDisposable
{
    private const string Secret = "Server=db;Password=not-to-be-shown";

    private readonly SqliteFactory _service = new();
    private readonly EveryLog _log = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task The_answer_is_a_number_and_the_log_tells_the_rest()
    {
        var isBroken = true;
        _service.FreeBytes = _ => isBroken ? throw new InvalidOperationException(Secret) : long.MaxValue;
        _service.Additions = s => s.AddSingleton<ILoggerProvider>(_log);
        var answer = await _service.As("LSJ").PostAsync("targets/JA2018-028/progress", Reporting.Value(1m));
        Assert.Equal((500, "internal_error"), (answer.Status, answer.Code));
        Assert.Equal(["code", "detail", "status", "title", "type"],
            answer.Body!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("db;", answer.Body!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body.ToJsonString(), StringComparison.Ordinal);

        var line = Assert.Single(_log.Lines, l => l.Event == 3002);
        Assert.Contains(Secret, line.Text, StringComparison.Ordinal);
        Assert.Contains(
            Number().Match((string)answer["detail"]!).Groups[1].Value + ".", line.Text, StringComparison.Ordinal);

        isBroken = false;
        await _service.ReportAsync(1m);
    }

    [Fact]
    public async Task A_database_that_fails_is_told_to_the_caller_and_why_to_the_log_alone()
    {
        _service.Additions = s => s.AddSingleton<ILoggerProvider>(_log);
        Assert.Equal(200, (await _service.Office.ReadAsync("units")).Status);
        await using (var database = _service.OpenDatabase("government"))
        {
            await using var gone = database.CreateCommand();
            gone.CommandText = "alter table unit_current rename to gone";
            await gone.ExecuteNonQueryAsync(Http.Ct);
        }

        var answer = await _service.Office.ReadAsync("units");
        Assert.Equal((503, "unavailable"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Response.Headers.RetryAfter);
        Assert.DoesNotContain("unit_current", answer.Body!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(_log.Lines, l => l.Event == 3001
            && l.Text.Contains("no such table: unit_current", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"编号 (\S+)。")]
    private static partial Regex Number();
}
