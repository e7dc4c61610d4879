using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>A part of a clause that promises one thing, with the quantities in it.</summary>
/// <param name="Start">Where it begins in the clause.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Quantities">Its quantities, placed in the clause.</param>
internal sealed record ClauseItem(int Start, int End, IReadOnlyList<Quantity> Quantities);

/// <summary>Takes apart lists that share one verb: 新增3家甲、3家乙，新建、改建15个丙; 修缮6万平方米、改造100万平方米.</summary>
internal static partial class ClauseItems
{
    /// <param name="clause">The clause, masked.</param>
    /// <param name="quantities">Its quantities; not empty.</param>
    public static List<ClauseItem> Of(string clause, IReadOnlyList<Quantity> quantities)
    {
        var (items, start, first) = (new List<ClauseItem>(), 0, 0);
        for (var i = 1; i < quantities.Count; i++)
        {
            if (BoundaryBetween(clause, quantities[i - 1], quantities[i]) is not { } boundary)
            {
                continue;
            }

            items.Add(new(start, boundary.End, [.. quantities.Skip(first).Take(i - first)]));
            (start, first) = (boundary.Next, i);
        }

        items.Add(new(start, clause.Length, [.. quantities.Skip(first)]));
        return items;
    }

    private static (int End, int Next)? BoundaryBetween(string clause, Quantity one, Quantity other)
    {
        var between = clause[one.End..other.Start];
        var commas = Enumerable.Range(0, between.Length).Where(i => between[i] == '、').ToList();
        if (commas.Count > 0)
        {
            // The noun stands before its number (绿地7万平方米、步道5公里) or behind it (3家甲、乙、5家丙).
            var at = NounFirst().IsMatch(between) ? commas[0] : commas[^1];
            while (commas.IndexOf(at) is > 0 and var place
                && TaskWords.AreVerbs(between[(commas[place - 1] + 1)..at]))
            {
                at = commas[place - 1];
            }

            return (one.End + at, one.End + at + 1);
        }

        return Joint().Match(between) is { Success: true } joint
            ? (one.End + joint.Index, one.End + joint.Index + joint.Length)
            : Verb().Match(between) is { Success: true, Index: > 0 } verb
                ? (one.End + verb.Index, one.End + verb.Index)
            : null;
    }

    [GeneratedRegex("^(?:左右|以上|以内|以下|□|[（(）)])*(?:、|和|及|以及)", RegexOptions.CultureInvariant)]
    private static partial Regex NounFirst();

    // 公园3座和绿道5公里; 3家甲和5家乙; 3家甲和新建5家乙.
    [GeneratedRegex(
        "(?<=^(?:左右|以上|以内|以下)?)(?:以及|和|及|与)|(?:以及|和|及|与)(?=" + TaskWords.Doing + "*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();

    // 5家甲并新建3家乙
    [GeneratedRegex("并(?=" + TaskWords.Doing + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();
}
