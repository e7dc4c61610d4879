using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Reports;

/// <summary>Tables for people: title and cut-off above, Beijing time, per cent as per cent, no hash in a row.</summary>
public sealed partial class PeopleCsvTests
{
    private static readonly PeriodView View = Sample.View(
        Sample.Released(Sample.Rating(1, "red"), Sample.Rating(2, "green"), Sample.Rating(3, "green")),
        Sample.Reported(Sample.Quantity(1)), Sample.Reported(Sample.Target(2)),
        Sample.Reported(Sample.Target(3), Timeliness.Late));

    private static readonly PullMatrix.Response Matrix = PullMatrix.Read(
        2018,
        new(
            Sample.GovernmentLog,
            [.. new Period[] { new("2018-05"), Sample.June }.Select(p =>
                new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.EndsOn, p.EndsOn, p.EndsOn))],
            [new(Sample.Target(1), [])]),
        Sample.Year([Sample.Rating(1, "red")]));

    private static IReadOnlyList<(string Title, Func<CsvFor, IResult> Of)> Tables =>
    [
        ("2018年6月目标推进情况总览", reader => OverviewTable.Of(View, PullOverview.Read(View), reader)),
        ("2018年6月各单位目标推进和填报情况", reader => UnitsTable.ToResult(PullUnits.Read(View), View.Palette, reader)),
        ("2018年6月填报完整情况", reader => PullCompleteness.ToTable(PullCompleteness.Read(View), reader)),
        ("2018年6月协同情况", reader => CooperationTable.Of(PullCooperation.Read(View), reader)),
        ("2018年6月填报负担情况", reader => PullBurden.ToTable(PullBurden.Read(View), reader)),
        ("2018年目标各期走势", reader => MatrixTable.ToResult(Matrix, reader)),
        ("2018年5月到2018年6月的颜色变化", reader => TransitionsTable.ToResult(
            PullTransitions.Read(Matrix, Sample.Colours, new("2018-05"), Sample.June), Matrix, reader)),
    ];

    [Fact]
    public void Title_and_cut_off_stand_above_the_headings_of_every_table()
    {
        foreach (var (title, table) in Tables)
        {
            var (people, program) = (CsvText.Of(table(CsvFor.People)), CsvText.Of(table(CsvFor.Program)));
            Assert.Equal(title, people[0]);
            Assert.Contains("考核截止日：", people[1], StringComparison.Ordinal);
            Assert.Contains("北京时间", people[1], StringComparison.Ordinal);
            Assert.Equal("", people[2]);
            Assert.Equal(program.Length + 3, people.Length);
        }
    }

    [Fact]
    public void A_hash_stands_below_a_table_and_in_none_of_its_rows_and_no_instant_is_utc()
    {
        foreach (var (_, table) in Tables)
        {
            var lines = CsvText.Of(table(CsvFor.People));
            Assert.All(
                lines.Where(l => Hash().IsMatch(l)),
                l => Assert.StartsWith("审计链 ", l, StringComparison.Ordinal));
            Assert.DoesNotContain(lines, l => Utc().IsMatch(l));
        }

        Assert.Contains(CsvText.Of(Tables[0].Of(CsvFor.Program)), l => Hash().IsMatch(l) && l[0] == 'J');
        Assert.Contains(CsvText.Of(Tables[0].Of(CsvFor.Program)), l => Utc().IsMatch(l));
    }

    [Fact]
    public void Shares_are_per_cent_for_people_and_exact_for_a_program()
    {
        Assert.Contains("红 R,1,3,33.3%,JA2018-001", CsvText.Of(Tables[0].Of(CsvFor.People)));
        Assert.Contains("红 R,1,3,0.333333,JA2018-001", CsvText.Of(Tables[0].Of(CsvFor.Program)));
        Assert.Contains(CsvText.Of(Tables[1].Of(CsvFor.People)), l =>
            l.Contains(",3,3,2,1,0,100.0%,66.7%,", StringComparison.Ordinal));
        Assert.Contains(CsvText.Of(Tables[1].Of(CsvFor.Program)), l =>
            l.Contains(",3,3,2,1,0,1,0.666667,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "—")]
    [InlineData("0", "0.0%")]
    [InlineData("1", "100.0%")]
    [InlineData("0.0005", "0.1%")]
    [InlineData("0.666667", "66.7%")]
    [InlineData("-0.125", "-12.5%")]
    public void A_share_is_shown_to_a_tenth_of_a_per_cent(string? share, string shown) =>
        Assert.Equal(shown, Percent.Of(share));

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\d\dT\d\d:\d\d|UTC")]
    private static partial Regex Utc();
}
