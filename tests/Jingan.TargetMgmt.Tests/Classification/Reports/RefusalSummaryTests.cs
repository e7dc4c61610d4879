using Jingan.TargetMgmt.Classification.Reports;

namespace Jingan.TargetMgmt.Tests.Classification.Reports;

public sealed class RefusalSummaryTests
{
    [Fact]
    public void Totals_cover_everything_and_the_lines_are_the_ten_most()
    {
        var groups = Enumerable.Range(1, 60_000).Select(i => new RefusalGroup("office", "other", $"/r{i:D5}",
            i <= 4 ? 9 : 1, 1, $"2018-07-{1 + (i % 28):D2}", $"2018-08-{1 + (i % 28):D2}")).ToList();
        var summary = RefusalSummary.Of(3, 70_000, groups);
        Assert.Equal((3, 70_000, 60_032, 60_000, "2018-07-01", "2018-08-28"), (summary.From, summary.To, summary.Total,
            summary.Entries, summary.First, summary.Last));
        Assert.Equal(
            ["/r00001 9", "/r00002 9", "/r00003 9", "/r00004 9", "/r00005 1", "/r00006 1", "/r00007 1", "/r00008 1",
                "/r00009 1", "/r00010 1"], summary.Most.Select(l => $"{l.Route} {l.Count}"));
    }

    [Fact]
    public void Of_no_attempts_there_is_no_first_and_no_last()
    {
        var summary = RefusalSummary.Of(0, 5, []);
        Assert.Equal((0, 0, null, null), (summary.Total, summary.Entries, summary.First, summary.Last));
        Assert.Empty(summary.Most);
    }
}
