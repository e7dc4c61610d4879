using Jingan.TargetMgmt.Classification.Statistics;

namespace Jingan.TargetMgmt.Tests.Classification.Statistics;

public sealed class SecondMarkSummaryTests
{
    [Fact]
    public void Marks_of_a_scheme_whose_colours_are_gone_are_listed_and_not_compared()
    {
        var summary = SecondMarkSummary.Of(
            [Marked(1, "red", "red"), Marked(2, "orange", "red"), Marked(3, "purple", "purple"),
                Marked(4, "red", null)], Tests.Reports.Sample.Colours)!;

        Assert.Equal((4, 1, 1), (summary.Sampled, summary.Overall.Pairs, summary.Classes.Single().Agreement.Pairs));
        Assert.Equal("JA2018-002", summary.Disagreements.Single().TargetId.Value);
        Assert.Equal("JA2018-004", summary.Missing.Single().Value);
    }

    private static MarkedTarget Marked(
        int number, string first, string? second) => new(new($"JA2018-{number:000}"), "nodes", first, second, null);
}
