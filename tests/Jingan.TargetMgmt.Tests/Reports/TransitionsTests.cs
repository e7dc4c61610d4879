using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;
using Microsoft.AspNetCore.Http;
using static Jingan.TargetMgmt.Reports.Views.PullTransitions;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class TransitionsTests
{
    private static readonly Period May = new("2018-05");

    [Fact]
    public void A_transition_names_its_targets_and_colours_come_before_states()
    {
        var report = Between(
            Targets(4), Of(1, "green", "red"), Of(2, "green", "red"), Of(3, "yellow", "green"), Of(4, null, "green"));

        Assert.Equal(
            [
                "green→red 2 JA2018-001 JA2018-002", "yellow→green 1 JA2018-003", "NotReported→green 1 JA2018-004",
            ],
            report.Transitions.Select(t =>
                $"{NameOf(t.From)}→{NameOf(t.To)} {t.Count} {string.Join(' ', t.Targets.Select(id => id.Value))}"));
    }

    [Fact]
    public void Only_colours_of_the_scheme_are_better_or_worse_than_each_other()
    {
        var report = Between(
            Targets(6), Of(1, "green", "blue"), Of(2, "green", "green"), Of(3, "green", "red"), Of(4, null, "green"),
            Of(5, "red", null), Of(6, "violet", "red"));

        Assert.Equal(new Movement(Better: 1, Same: 1, Worse: 1, NotCompared: 3), report.Movement);
    }

    [Fact]
    public void Every_target_of_the_year_is_counted_once()
    {
        var report = Between(Targets(5), Of(1, "green", "red"), Of(2, "red", "green"), Of(5, null, "blue"));

        Assert.Equal(5, report.Transitions.Sum(t => t.Count));
        Assert.Equal(5, report.Transitions.SelectMany(t => t.Targets).Distinct().Count());
    }

    [Fact]
    public void A_year_without_targets_has_no_transitions()
    {
        var report = Between([]);

        Assert.Empty(report.Transitions);
        Assert.Equal(new Movement(0, 0, 0, 0), report.Movement);
        Assert.StartsWith("2018年5月 ↓ 2018年6月 →", TableOf([])[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_counts_colours_against_each_other_and_lists_who_moved()
    {
        var lines = TableOf(Targets(2), Of(1, "green", "red"), Of(2, "green", "green"));

        Assert.Equal("2018年5月 ↓ 2018年6月 →,绿 G,红 R", lines[0]);
        Assert.Equal("绿 G,1,1", lines[1]);
        Assert.Equal("红 R,0,0", lines[2]);
        Assert.Contains("JA2018-001,目标1,绿 G,红 R", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("JA2018-002", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2018-06", "2018-05")]
    [InlineData("2018-06", "2018-06")]
    [InlineData("2017-12", "2018-01")]
    [InlineData("2018-03", "2018-Q2")]
    public async Task Two_periods_that_cannot_be_compared_are_refused(string from, string to)
    {
        var ports = new SamplePorts(null, Sample.Unreleased);
        var answer = await PullTransitions.Handle(
            new(from), new(to), null, new DefaultHttpContext(), ports, ports, TestContext.Current.CancellationToken);

        Assert.Equal("/to", Assert.IsType<Problem>(answer).Errors!.Keys.Single());
        Assert.Equal((0, 0), (ports.ProgressCalls, ports.RatingCalls));
    }

    [Fact]
    public async Task A_period_that_does_not_exist_is_named()
    {
        var ports = new SamplePorts(null, Sample.Unreleased) { Year = Year([], May) };
        var answer = await PullTransitions.Handle(
            May, Sample.June, null, new DefaultHttpContext(), ports, ports, TestContext.Current.CancellationToken);

        Assert.Contains("2018-06", Assert.IsType<Problem>(answer).Detail.En, StringComparison.Ordinal);
    }

    private static string NameOf(Stand stand) => stand.Colour ?? stand.State.ToString()!;

    private static Target[] Targets(int count) => [.. Enumerable.Range(1, count).Select(n => Sample.Target(n))];

    private static RatingFact[] Of(int number, string? may, string? june) =>
    [
        .. may is null ? [] : (RatingFact[])[Sample.Rating(number, may, period: "2018-05")],
        .. june is null ? [] : (RatingFact[])[Sample.Rating(number, june)],
    ];

    private static YearFacts Year(Target[] targets, params Period[] periods) => new(
        Sample.GovernmentLog,
        [.. periods.Select(p => new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.EndsOn, p.EndsOn, p.EndsOn))],
        [.. targets.Select(t => new TargetInYear(
            t, [.. periods.Select(p => new TargetInYearPeriod(p, Timeliness.NotReported, null))]))]);

    private static PullMatrix.Response Matrix(Target[] targets, RatingFact[][] ratings) => PullMatrix.Read(
        2018, Year(targets, May, Sample.June),
        Sample.Year(ratings.SelectMany(r => r)));

    private static Response Between(Target[] targets, params RatingFact[][] ratings) =>
        Read(Matrix(targets, ratings), Sample.Colours, May, Sample.June);

    private static IReadOnlyList<string> TableOf(Target[] targets, params RatingFact[][] ratings)
    {
        var matrix = Matrix(targets, ratings);
        return CsvText.Of(TransitionsTable.ToResult(
            Read(matrix, Sample.Colours, May, Sample.June), matrix, CsvFor.Program));
    }
}
