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

        Assert.Equal(["/nodes"], Faults(Promise.Milestone, Said));
        Assert.Equal(["/nodes"], Faults(Promise.Milestone, Said with { Nodes = [] }));
        Assert.Empty(Faults(Promise.Milestone, Said with { Nodes = [new("N1")] }));
        Assert.Empty(Faults(Promise.Qualitative, Said));
    }

    // A 0 that nobody reported would be red or blue for ever.
    [Fact]
    public void No_change_needs_something_that_did_not_change()
    {
        LastReported words = new(1, null, null, HasReported: true), value = new(1, 0, null, HasReported: true);
        Assert.Equal(["/noChange"], Faults(Promise.Quantitative, Unchanged));
        Assert.Equal(["/noChange"], Faults(Promise.Quantitative, Unchanged, last: words));
        Assert.Empty(Faults(Promise.Quantitative, Unchanged, last: value));

        Assert.Equal(["/noChange"], Faults(Promise.Quantitative, Unchanged, Co));
        Assert.Empty(Faults(Promise.Quantitative, Unchanged, Co, words));

        Assert.Equal(["/noChange"], Faults(Promise.Qualitative, Unchanged));
        Assert.Empty(Faults(Promise.Qualitative, Unchanged, last: words));

        Assert.Empty(Faults(Promise.Milestone, Unchanged)); // every node is open until one is reported as done
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
        Assert.Equal(["/nodes/0/doneOn"], Faults(Promise.Milestone, Said with
        {
            Nodes = [new("N1", DoneOn: Today.AddDays(1))],
        }));
        Assert.Empty(Faults(Promise.Milestone, Said with { Nodes = [new("N1", ForecastOn: Today.AddDays(1))] }));
    }

    [Theory]
    [InlineData("2017-01-01", null, null)]
    [InlineData("2016-12-31", null, "/nodes/0/doneOn")]
    [InlineData("1918-06-30", null, "/nodes/0/doneOn")]
    [InlineData(null, "2028-12-31", null)]
    [InlineData(null, "2029-01-01", "/nodes/0/forecastOn")]
    [InlineData(null, "0218-12-31", "/nodes/0/forecastOn")]
    public void The_days_of_a_node_lie_within_reason(string? doneOn, string? forecastOn, string? fault) => Assert.Equal(
        fault is null ? [] : [fault],
        Faults(Promise.Milestone, Said with { Nodes = [new("N1", Day(doneOn), Day(forecastOn))] }));

    private static DateOnly? Day(string? text) => text is null
        ? null
        : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(null)] // a co-unit that reports in words alone
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(-3)]
    public void No_change_carries_the_last_value_on_and_starts_from_none(int? last) =>
        Assert.Equal(
            last, ProgressRule.ValueToDate(Promise.Quantitative with { Baseline = 10 }, Unchanged, new(1, last, null)));

    [Fact]
    public void A_value_counts_as_reported_whatever_came_before()
    {
        Assert.Equal(3, ProgressRule.ValueToDate(Promise.Quantitative, Said with { Value = 3 }, new(1, 25, null)));
        Assert.Null(ProgressRule.ValueToDate(Promise.Quantitative, Said, new(1, 25, null)));
        Assert.Null(ProgressRule.ValueToDate(Promise.Qualitative, Unchanged, new(1, 25, null)));
    }

    [Fact]
    public void Nodes_that_are_not_mentioned_stay_as_they_were_in_the_order_of_the_target()
    {
        NodeState done = new("N1", DoneOn: new(2018, 5, 1)), planned = new("N2", ForecastOn: new(2018, 11, 1));
        Assert.Equal([new("N1"), planned], NodesToDate(Said with { Nodes = [planned] }, Nothing));
        Assert.Equal([done, planned], NodesToDate(Said with { Nodes = [planned] }, new(1, null, [done])));
        Assert.Equal([done, planned], NodesToDate(Unchanged, new(1, null, [planned, done])));
        Assert.Equal([new("N1"), new("N2")], NodesToDate(Unchanged, Nothing));
        // and a node can be taken back
        Assert.Equal([new("N1"), new("N2")], NodesToDate(Said with { Nodes = [new("N1")] }, new(1, null, [done])));
        Assert.Null(ProgressRule.NodesToDate(Promise.Quantitative, Said, Nothing));
    }

    // A new version of the target may have dropped a node that was reported on.
    [Fact]
    public void A_node_that_the_target_no_longer_has_is_left_behind() =>
        Assert.Equal(
            [new("N1"), new("N2")], NodesToDate(Unchanged, new(1, null, [new("N0", DoneOn: new(2018, 5, 1))])));

    private static IReadOnlyList<NodeState> NodesToDate(SubmitProgress.Request request, LastReported last) =>
        ProgressRule.NodesToDate(Promise.Milestone, request, last)!;

    private static IEnumerable<string> Faults(
        Target target, SubmitProgress.Request request, UnitCode? unit = null, LastReported? last = null) =>
        ProgressRule.Faults(target, unit ?? target.LeadUnit, request, Today, last ?? Nothing).Select(f => f.Pointer);
}
