using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Facts;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>The states of a year as one text: what is not earlier, or of another length, is left out,
/// and the order is the year's.</summary>
public sealed class EarlierStatesTests
{
    private const string Nodes = """[{"code":"N1","doneOn":"2018-03-31"},{"code":"N2"}]""";

    [Fact]
    public void A_line_a_period_with_its_value_or_its_nodes()
    {
        var read = EarlierStates.Read(
            "JA2018-028", "LSJ", $"2018-05  {Nodes}\n2018-04  \n2018-03 3100000 \n2018-02 -5 ");
        Assert.Equal((new TargetId("JA2018-028"), new UnitCode("LSJ")), (read.Target, read.Unit));
        Assert.Equal(
            "2018-05  " + Nodes + ";2018-04  ;2018-03 3100000 ;2018-02 -5 ",
            string.Join(';', read.Reports.Select(r => $"{r.Period} {MillionthsOf(r.Value)} {NodesOf(r.Nodes)}")));
    }

    private static long? MillionthsOf(decimal? value) => value is { } known ? (long)(known * 1_000_000) : null;

    private static string? NodesOf(IReadOnlyList<NodeState>? nodes) => nodes switch
    {
        null => null,
        [{ Code: "N1", DoneOn: not null }, { Code: "N2" }] => Nodes,
        _ => "others",
    };
}
