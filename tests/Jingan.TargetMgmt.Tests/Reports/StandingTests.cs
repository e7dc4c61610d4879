using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class StandingTests
{
    private static readonly ReportingPeriod June = Sample.Government().Period;

    private static readonly Suspension SinceMay = new(new("2018-05"));

    [Fact]
    public void A_released_rating_counts_whatever_the_state()
    {
        var standing = TargetStatus.Of(Sample.Silent(Sample.Target(1) with { Suspension = SinceMay }), June,
            Sample.Rating(1, "red"));

        Assert.Equal("red", standing.Rating?.Colour);
        Assert.Null(standing.State);
    }

    [Fact]
    public void A_suspended_target_is_not_called_missing() =>
        Assert.Equal(TargetState.Suspended, StateOf(Sample.Silent(Sample.Target(1) with { Suspension = SinceMay })));

    [Fact]
    public void A_suspension_that_ended_before_excuses_nothing() =>
        Assert.Equal(TargetState.NotReported, StateOf(Sample.Silent(Sample.Target(1) with
        {
            Suspension = SinceMay with { Until = new("2018-05") },
        })));

    [Fact]
    public void Silence_comes_before_the_question_whether_a_node_is_due() =>
        Assert.Equal(TargetState.NotReported, StateOf(Sample.Silent(WithNode(new DateOnly(2018, 12, 31)))));

    [Fact]
    public void The_report_of_a_co_unit_does_not_stand_for_the_lead_units() =>
        Assert.Equal(TargetState.NotReported, StateOf(Sample.Silent(Sample.Target(1)) with
        {
            CoUnits = [Sample.Report(Sample.Co)],
        }));

    [Theory]
    [InlineData(30, 6, "Unrated")]
    [InlineData(1, 7, "NotDue")]
    public void A_node_is_due_on_the_cut_off_day_itself(int day, int month, string expected) =>
        Assert.Equal(expected, StateOf(Sample.Reported(WithNode(new DateOnly(2018, month, day)))).ToString());

    [Fact]
    public void One_due_node_among_later_ones_is_enough() =>
        Assert.Equal(TargetState.Unrated, StateOf(Sample.Reported(WithNode(new(2018, 12, 31), new(2018, 3, 31)))));

    [Fact]
    public void Only_milestones_can_be_not_due() =>
        Assert.Equal(TargetState.Unrated, StateOf(Sample.Reported(Sample.Target(1, TargetKind.Qualitative))));

    private static TargetState? StateOf(TargetFacts facts) => TargetStatus.Of(facts, June, null).State;

    private static Target WithNode(params DateOnly[] due) =>
        Sample.Target(1, TargetKind.Milestone) with
        {
            Nodes = [.. due.Select((day, i) => new TargetNode($"N{i}", "开工", day))],
        };
}
