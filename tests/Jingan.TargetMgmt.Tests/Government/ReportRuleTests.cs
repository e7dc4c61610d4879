using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Progress;

namespace Jingan.TargetMgmt.Tests.Government;

public sealed class ReportRuleTests
{
    private static readonly DateOnly Today = new(2018, 7, 3);

    private static readonly SubmitProgress.Request Said = new(new("2018-06"), "已完成", "王五");

    private static readonly SubmitProgress.Request Unchanged = Said with { NoChange = true };

    private static readonly LastReported Nothing = new(0, null, null);

    private static readonly UnitCode Co = new("JD-BEIZHAN");

    [Fact]
    public void The_lead_unit_reports_what_its_kind_of_target_is_told_by()
    {
        Assert.Equal(["/value"], Faults(Promise.Quantitative, Said));
        Assert.Empty(Faults(Promise.Quantitative, Said with { Value = 0 }));
        Assert.Empty(Faults(Promise.Quantitative, Unchanged));

        Assert.Equal(["/nodes"], Faults(Promise.Milestone, Said));
        Assert.Equal(["/nodes"], Faults(Promise.Milestone, Said with { Nodes = [] }));
        Assert.Empty(Faults(Promise.Milestone, Said with { Nodes = [new("N1")] }));
        Assert.Empty(Faults(Promise.Milestone, Unchanged));

        Assert.Empty(Faults(Promise.Qualitative, Said));
    }

    [Fact]
    public void A_co_unit_may_report_in_words_alone()
    {
        Assert.Empty(Faults(Promise.Quantitative, Said, Co));
        Assert.Empty(Faults(Promise.Milestone, Said, Co));
        Assert.Empty(Faults(Promise.Quantitative, Said with { Value = 1 }, Co));
    }

    [Fact]
    public void What_belongs_to_another_kind_is_refused_from_whoever_it_comes()
    {
        foreach (var unit in (UnitCode[])[Promise.Milestone.LeadUnit, Co])
        {
            Assert.Equal(["/value"], Faults(Promise.Milestone, Said with { Value = 1, Nodes = [new("N1")] }, unit));
        }

        Assert.Equal(["/nodes"], Faults(Promise.Quantitative, Said with { Value = 1, Nodes = [] }));
        Assert.Equal(["/value", "/nodes"], Faults(Promise.Qualitative, Said with { Value = 1, Nodes = [new("N1")] }));
    }

    [Fact]
    public void Nodes_are_the_targets_own_each_named_once()
    {
        Assert.Equal(["/nodes/1/code"], Faults(Promise.Milestone, Said with { Nodes = [new("N1"), new("N9")] }));
        Assert.Equal(["/nodes/0/code"], Faults(Promise.Milestone, Said with { Nodes = [new("n1")] }));
        Assert.Equal(["/nodes/1/code"], Faults(Promise.Milestone, Said with { Nodes = [new("N1"), new("N1")] }));
    }

    // "Done" is a fact; what will be done is forecastOn.
    [Fact]
    public void A_node_is_not_done_tomorrow()
    {
        Assert.Empty(Faults(Promise.Milestone, Said with { Nodes = [new("N1", DoneOn: Today)] }));
        Assert.Equal(["/nodes/0/doneOn"], Faults(Promise.Milestone, Said with { Nodes = [new("N1", DoneOn: Today.AddDays(1))] }));
        Assert.Empty(Faults(Promise.Milestone, Said with { Nodes = [new("N1", ForecastOn: Today.AddDays(1))] }));
    }

    [Theory]
    [InlineData(null, null, 0)] // nothing yet and no baseline
    [InlineData(10, null, 10)]  // nothing yet: where the year began
    [InlineData(10, 25, 25)]
    [InlineData(null, -3, -3)]
    public void No_change_carries_the_last_value_on(int? baseline, int? last, int expected) => Assert.Equal(
        expected, ReportRule.ValueToDate(Promise.Quantitative with { Baseline = baseline }, Promise.Quantitative.LeadUnit, Unchanged, new(1, last, null)));

    // The baseline is the target's, of which a co-unit does a part.
    [Fact]
    public void A_co_unit_without_a_value_does_not_start_from_the_baseline()
    {
        Assert.Null(ReportRule.ValueToDate(Promise.Quantitative with { Baseline = 10 }, Co, Unchanged, Nothing));
        Assert.Equal(2, ReportRule.ValueToDate(Promise.Quantitative with { Baseline = 10 }, Co, Unchanged, new(1, 2, null)));
    }

    [Fact]
    public void A_value_counts_as_reported_whatever_came_before()
    {
        Assert.Equal(3, ReportRule.ValueToDate(Promise.Quantitative, Promise.Quantitative.LeadUnit, Said with { Value = 3 }, new(1, 25, null)));
        Assert.Null(ReportRule.ValueToDate(Promise.Quantitative, Co, Said, new(1, 25, null)));
        Assert.Null(ReportRule.ValueToDate(Promise.Qualitative, Promise.Qualitative.LeadUnit, Unchanged, new(1, 25, null)));
    }

    [Fact]
    public void Nodes_that_are_not_mentioned_stay_as_they_were_in_the_order_of_the_target()
    {
        NodeState done = new("N1", DoneOn: new(2018, 5, 1)), planned = new("N2", ForecastOn: new(2018, 11, 1));
        Assert.Equal([new("N1"), planned], NodesToDate(Said with { Nodes = [planned] }, Nothing));
        Assert.Equal([done, planned], NodesToDate(Said with { Nodes = [planned] }, new(1, null, [done])));
        Assert.Equal([done, planned], NodesToDate(Unchanged, new(1, null, [planned, done])));
        Assert.Equal([new("N1"), new("N2")], NodesToDate(Unchanged, Nothing));
        Assert.Equal([new("N1"), new("N2")], NodesToDate(Said with { Nodes = [new("N1")] }, new(1, null, [done]))); // and a node can be taken back
        Assert.Null(ReportRule.NodesToDate(Promise.Quantitative, Said, Nothing));
    }

    // A new version of the target may have dropped a node that was reported on.
    [Fact]
    public void A_node_that_the_target_no_longer_has_is_left_behind() =>
        Assert.Equal([new("N1"), new("N2")], NodesToDate(Unchanged, new(1, null, [new("N0", DoneOn: new(2018, 5, 1))])));

    private static IReadOnlyList<NodeState> NodesToDate(SubmitProgress.Request request, LastReported last) =>
        ReportRule.NodesToDate(Promise.Milestone, request, last)!;

    private static IEnumerable<string> Faults(Target target, SubmitProgress.Request request, UnitCode? unit = null) =>
        ReportRule.Faults(target, unit ?? target.LeadUnit, request, Today).Select(f => f.Pointer);
}
