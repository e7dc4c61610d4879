using CsCheck;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

/// <summary>What is owed when, over every frequency and period of a year.</summary>
public sealed class ReportingFrequencyTests
{
    private static readonly Period[] Year = [.. Period.AllOf(2018)];

    private static readonly Gen<ReportingFrequency> AnyFrequency = Gen.OneOf(
        Gen.Const(ReportingFrequency.Monthly), Gen.Const(ReportingFrequency.Quarterly),
        Gen.Shuffle(Year, 1, 12).Select(p => ReportingFrequency.In(p.DistinctBy(x => x.LastMonth))));

    [Fact]
    public void A_year_has_twelve_months_then_four_quarters() =>
        Assert.Equal(["2018-01", "2018-12", "2018-Q1", "2018-Q4"],
            [Year[0].Value, Year[11].Value, Year[12].Value, Year[15].Value]);

    [Fact]
    public void No_two_owed_periods_end_together_and_the_year_never_ends_without_one() =>
        AnyFrequency.Sample(frequency =>
    {
        Period[] owed = [.. frequency.OfYear(2018)];
        return owed.DistinctBy(p => p.LastMonth).Count() == owed.Length && owed[^1].IsLastOfYear
            && Year.Where(frequency.Owes).ToHashSet().SetEquals(owed);
    });

    [Fact]
    public void A_period_is_told_by_an_owed_one_that_ends_with_it_or_by_none_and_then_another_is_owed_later() =>
        Gen.Select(AnyFrequency, Gen.Int[0, 15].Select(i => Year[i])).Sample((frequency, period) =>
    {
        var owed = frequency.OwedFor(period);
        return frequency.Owes(owed) && (frequency.ReportedIn(period) is { } told
            ? told == owed && told.EndsOn == period.EndsOn && frequency.Owes(told)
            : owed.LastMonth >= period.LastMonth);
    });

    [Fact]
    public void A_quarter_of_a_monthly_target_is_its_last_month_and_a_month_of_a_quarterly_one_is_nothing()
    {
        Assert.Equal(new("2018-06"), ReportingFrequency.Monthly.ReportedIn(new("2018-Q2")));
        Assert.Null(ReportingFrequency.Quarterly.ReportedIn(new("2018-06")));
        Assert.Equal(new("2018-Q2"), ReportingFrequency.Quarterly.OwedFor(new("2018-04")));
    }
}
