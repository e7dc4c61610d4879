using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>Checks the bands of one class at every point of the values it is asked about.</summary>
internal static class BandLint
{
    public static Finding? Hole(ClassTable table) =>
        table.Asked().Where(p => p.Band < 0).Select(p => p.Value).Cast<long?>().FirstOrDefault() is { } value
        ? Of(table, ProblemCode.SchemeNotTotal, value, new(
            $"类别“{table.Class.Name}”中，{Name(table)} = {Text(table, value)} 不属于任何区间；请补上该区间。",
            $"In class {table.Class.Name} no band holds {Name(table)} = {Text(table, value)}; add one."))
        : null;

    public static Finding? Overlap(ClassTable table)
    {
        foreach (var (value, _) in table.Asked())
        {
            var bands = table.BandsAt(value).Take(2).ToList();
            if (bands.Count == 2)
            {
                return Of(table, ProblemCode.SchemeOverlap, value, new(
                    $"类别“{table.Class.Name}”中，{Name(table)} = {Text(table, value)} 同时属于两个区间；请使区间互不重叠。",
                    $"In class {table.Class.Name} two bands hold {Name(table)} = {Text(table, value)}; make them "
                        + "disjoint.")) with
                {
                    Colours = [.. bands.Select(b => table.Class.Bands[b].Colour)],
                };
            }
        }

        return null;
    }

    public static IEnumerable<Finding> Unreachable(ClassTable table)
    {
        var held = table.Asked().SelectMany(p => table.BandsAt(p.Value)).ToHashSet();
        return Enumerable.Range(0, table.Class.Bands.Count).Where(b => !held.Contains(b))
            .Select(b => new Finding(ProblemCode.SchemeUnreachable, new(
            $"类别“{table.Class.Name}”的第 {b + 1} 个区间不含该类别可能出现的任何值；请删除或改正。",
            $"Band {b + 1} of class {table.Class.Name} holds no value the class can have; remove or correct it."))
            {
                Class = table.Class.Name,
                Measure = table.Class.Measure,
                Band = b,
                Colours = [table.Class.Bands[b].Colour],
            });
    }

    /// <summary>A better value with a worse colour, among reached or among unreached targets.</summary>
    public static Finding? Reversal(ClassTable table)
    {
        foreach (var reached in ((bool[])[false, true]).Where(table.IsAsked))
        {
            (long Value, int Band)? best = null;
            foreach (var point in table.FromWorst(reached))
            {
                if (best is { } worse && table.Ranks[point.Band] > table.Ranks[worse.Band])
                {
                    return Reversed(table.SideAt(worse), table.SideAt(point));
                }

                best = best is { } b && table.Ranks[b.Band] < table.Ranks[point.Band] ? b : point;
            }
        }

        return null;
    }

    public static Finding Reversed(Side worse, Side better) => new(ProblemCode.SchemeNotMonotone, new(
        $"更好的值 {better.Value}（类别“{better.Class}”）得到“{better.Colour}”，比较差的值 "
            + $"{worse.Value}（类别“{worse.Class}”）的“{worse.Colour}”更差；请调整颜色或排序。",
        $"The better value {better.Value} (class {better.Class}) is {better.Colour}, worse than {worse.Colour} for "
            + $"{worse.Value} (class {worse.Class}); swap colours or ranks."))
    {
        Class = better.Class,
        Measure = better.Measure,
        Worse = worse,
        Better = better,
    };

    private static Finding Of(ClassTable table, ProblemCode code, long value, Text message) =>
        new(code, message) { Class = table.Class.Name, Measure = table.Class.Measure, Example = Text(table, value) };

    private static string Name(ClassTable table) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(table.Class.Measure.ToString());

    private static string Text(ClassTable table, long value) => MeasureRange.Text(table.Class.Measure, value);
}
