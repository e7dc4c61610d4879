using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Facts;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>The states of a year as one text: what is not earlier, or of another length, is left out, and the order is the year's.</summary>
public sealed class EarlierStatesTests
{
    private const string Nodes = """[{"code":"N1","doneOn":"2018-03-31"},{"code":"N2"}]""";

    [Theory]
    [InlineData("2018-06", "2018-03 3100000 ;2018-05  " + Nodes)]
    [InlineData("2018-04", "2018-03 3100000 ")]
    [InlineData("2018-Q2", "2018-Q1  ")]
    [InlineData("2018-03", "")]
    public void Only_earlier_periods_of_the_same_length_in_the_years_order(string period, string expected)
    {
        var lines = $"2018-05  {Nodes}\n2018-Q1  \n2018-03 3100000 \n2018-12 -5 ";
        var read = EarlierStates.Read("JA2018-028", "LSJ", lines, new(period));
        Assert.Equal((new TargetId("JA2018-028"), new UnitCode("LSJ")), (read.Target, read.Unit));
        Assert.Equal(expected, string.Join(';', read.Reports.Select(r =>
            $"{r.Period} {(r.Value is { } value ? (long)(value * 1_000_000) : null)} {(r.Nodes is null ? null : r.Nodes is [{ Code: "N1", DoneOn: not null }, { Code: "N2" }] ? Nodes : "others")}")));
    }
}
