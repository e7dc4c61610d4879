using System.Text;
using Jingan.TargetMgmt.Cli.Verifying;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>The times of a log's entries, one after the other.</summary>
public sealed class TimeOrderTests
{
    [Theory]
    [InlineData(0, "2018-07-01T00:00:00.000Z", "2018-07-01T00:00:00.000Z", "2018-07-02T00:00:00.000Z")]
    [InlineData(0, "2018-07-01T00:02:00.000Z", "2018-07-01T00:00:00.000Z", "2018-07-01T00:02:00.000Z")] // prepared side by side
    [InlineData(1, "2018-07-01T00:02:00.001Z", "2018-07-01T00:00:00.000Z", "2018-07-01T00:01:00.000Z")]
    [InlineData(1, "2018-07-01T01:00:00.000Z", "2018-07-01T00:00:00.000Z", "2018-07-01T00:30:00.000Z")] // told once
    [InlineData(2, "2018-07-01T01:00:00.000Z", "2018-07-01T00:00:00.000Z", "2018-07-01T01:00:00.000Z", "2018-06-01T00:00:00.000Z")]
    [InlineData(1, "2018-07-01T01:00:00.000Z", "", "2018-07-01T00:00:00.000Z")] // an entry without a time in between
    public void A_logs_time_does_not_run_backwards(int found, params string[] times)
    {
        var findings = new Findings();
        var order = new TimeOrder(findings);
        order.Visit(new(3, [], null, WasRead: true, new Dictionary<string, int>(), []) { Times = [.. times.Select(t => TimeOrder.Of(Entry(t)))] });
        Assert.Equal(found, findings.DamageCount);
        Assert.All(findings.Damage, f => Assert.StartsWith("entry 7", f.En, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"v":1,"at":5}""")]
    [InlineData("""{"v":1,"at":"yesterday"}""")]
    [InlineData("""{"v":1,"inner":{"at":"2018-07-01T00:00:00.000Z"}}""")]
    public void What_has_no_time_has_none(string entry) => Assert.Null(TimeOrder.Of(Encoding.UTF8.GetBytes(entry)));

    private static byte[] Entry(string at) => Encoding.UTF8.GetBytes(at.Length == 0 ? """{"v":1,"type":"x"}""" : $$"""{"v":1,"type":"x","at":"{{at}}","actor":"a"}""");
}
