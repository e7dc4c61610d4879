using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>Targets told by nodes, under the example scheme 2018.1.</summary>
public sealed class MilestoneTests
{
    [Theory]
    [InlineData("2018-06-30", 1, "yellow")]
    [InlineData("2018-06-29", 2, "yellow")]
    [InlineData("2018-06-01", 30, "yellow")]
    [InlineData("2018-05-31", 31, "red")]
    [InlineData("2017-06-30", 366, "red")]
    public void An_open_node_is_missed_at_the_end_of_its_due_day(string due, int days, string colour)
    {
        var suggestion = Facts.Milestone(due, "2018-12-31").ReportsNodes().In("2018-06");
        Assert.Equal(("nodes", TargetState.Reported, colour), (suggestion.Class, suggestion.State, suggestion.Colour));
        Assert.Equal((days, "n1", false), (suggestion.Inputs.OverdueDays, suggestion.Inputs.WorstNode,
            suggestion.Inputs.Reached));
    }

    [Theory]
    [InlineData("2018-06-30", "green", 0)]
    [InlineData("2018-07-01", "red", 62)]
    public void A_node_counts_as_done_if_it_was_done_by_the_cut_off(string doneOn, string colour, int days)
    {
        var suggestion = Facts.Milestone("2018-04-30", "2018-12-31").ReportsNodes(("n1", doneOn)).In("2018-06");
        Assert.Equal((colour, days), (suggestion.Colour, suggestion.Inputs.OverdueDays));
    }

    // Case 01: no later period of the year could say that it was missed.
    [Theory]
    [InlineData("Anticipated", "2018-12", "nodes", "yellow")]
    [InlineData("Anticipated", "2018-Q4", "nodes", "yellow")]
    [InlineData("Binding", "2018-12", "binding-nodes-year-end", "red")]
    [InlineData("Binding", "2018-Q4", "binding-nodes-year-end", "red")]
    public void A_node_due_on_the_last_day_of_the_year_and_not_done_is_missed(
        string nature, string period, string @class, string colour)
    {
        var suggestion = (Facts.Milestone("2018-12-31") with { Nature = Enum.Parse<TargetNature>(nature) })
            .ReportsNodes().In(period);
        Assert.Equal((@class, colour, 1), (suggestion.Class, suggestion.Colour, suggestion.Inputs.OverdueDays));
    }

    [Fact]
    public void A_binding_target_with_every_node_done_at_the_years_end_is_blue() => Assert.Equal(
        "blue",
        (Facts.Milestone("2018-12-31") with { Nature = TargetNature.Binding }).ReportsNodes(("n1", "2018-12-31"))
            .In("2018-12").Colour);

    [Fact]
    public void A_node_done_late_is_done() =>
        Assert.Equal("green", Facts.Milestone("2018-01-31", "2018-12-31").ReportsNodes(("n1", "2018-06-30"))
            .In("2018-06").Colour);

    [Fact]
    public void The_worst_open_node_decides()
    {
        var suggestion = Facts.Milestone("2018-06-20", "2018-02-28", "2018-06-10", "2018-12-31")
            .ReportsNodes(("n2", "2018-06-01")).In("2018-06");
        Assert.Equal(
            ("yellow", 21, "n3"), (suggestion.Colour, suggestion.Inputs.OverdueDays, suggestion.Inputs.WorstNode));
    }

    [Fact]
    public void Of_equally_late_nodes_the_first_is_named() =>
        Assert.Equal("n1", Facts.Milestone("2018-06-10", "2018-06-10").ReportsNodes().In("2018-06").Inputs.WorstNode);

    [Theory]
    [InlineData("2018-06-30", "nodes-all-done", "blue")]
    [InlineData("2018-07-01", "nodes", "green")]
    public void All_nodes_of_the_year_done_by_the_cut_off_is_blue(string lastDoneOn, string @class, string colour)
    {
        var suggestion = Facts.Milestone("2018-03-31", "2018-12-31")
            .ReportsNodes(("n1", "2018-03-01"), ("n2", lastDoneOn)).In("2018-06");
        Assert.Equal((@class, colour), (suggestion.Class, suggestion.Colour));
    }

    [Fact]
    public void Before_the_first_node_is_due_there_is_no_colour()
    {
        var suggestion = Facts.Milestone("2018-07-01", "2018-12-31").ReportsNodes().In("2018-06");
        Assert.Equal((TargetState.NotDue, null, "nodes"), (suggestion.State, suggestion.Colour, suggestion.Class));
    }

    [Fact]
    public void Nothing_due_but_everything_done_is_blue() =>
        Assert.Equal("blue", Facts.Milestone("2018-12-31").ReportsNodes(("n1", "2018-02-01")).In("2018-06").Colour);

    [Fact]
    public void A_node_the_unit_says_nothing_about_is_open() =>
        Assert.Equal("red", Facts.Milestone("2018-01-31").ReportsNodes().In("2018-06").Colour);

    [Fact]
    public void A_report_without_node_states_leaves_all_nodes_open() =>
        Assert.Equal("red", Facts.Milestone("2018-01-31").Reports(null).In("2018-06").Colour);

    [Fact]
    public void Without_nodes_nothing_is_done()
    {
        var suggestion = Facts.Milestone().ReportsNodes().In("2018-06");
        Assert.Equal((TargetState.NotDue, false), (suggestion.State, suggestion.Inputs.Reached));
    }

    [Fact]
    public void More_nodes_done_never_worsen_the_colour()
    {
        string[] due = ["2018-02-28", "2018-05-31", "2018-06-15", "2018-12-31"];
        string[] order = ["blue", "green", "yellow", "red"];
        for (var done = 0; done < 16; done++)
        {
            for (var node = 0; node < 4; node++)
            {
                var better = Array.IndexOf(order, Colour(done | (1 << node)));
                Assert.InRange(better, 0, Array.IndexOf(order, Colour(done)));
            }
        }

        string? Colour(int done) => Facts.Milestone(due)
            .ReportsNodes([.. Enumerable.Range(0, 4).Where(i => (done >> i & 1) == 1)
                .Select(i => ($"n{i + 1}", "2018-06-30"))]).In("2018-06").Colour;
    }
}
