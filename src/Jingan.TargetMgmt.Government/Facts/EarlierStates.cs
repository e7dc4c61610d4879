using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>What a unit had reported on a target by the end of earlier periods of the same year and length.</summary>
internal sealed record EarlierStates(TargetId Target, UnitCode Unit, IReadOnlyList<EarlierReport> Reports)
{
    private const int PeriodLength = 7;

    /// <param name="lines">One state a line: period, value in millionths or nothing, nodes as JSON or nothing, a space
    /// between them. JSON has no line break in it as it is written here.</param>
    public static EarlierStates Read(string target, string unit, string lines)
    {
        var reports = new List<EarlierReport>();
        foreach (var line in lines.AsSpan().EnumerateLines())
        {
            var rest = line[(PeriodLength + 1)..];
            var end = rest.IndexOf(' ');
            reports.Add(new(
                new(line[..PeriodLength].ToString()),
                end == 0
                ? null
                : Measure.FromMillionths(long.Parse(
                    rest[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
                rest[(end + 1)..] is { IsEmpty: false } nodes ? NodesText.Read(nodes.ToString()) : null));
        }

        return new(new(target), new(unit), reports);
    }
}
