using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>A part of what 各 or 分别 hands out.</summary>
/// <param name="Text">The part, written out.</param>
/// <param name="Before">The part up to its quantity.</param>
/// <param name="Quantity">Its quantity.</param>
/// <param name="IsOpen">Whether it could not be told who gets which.</param>
internal sealed record DistributedPart(string Text, string Before, Quantity Quantity, bool IsOpen);

/// <summary>各 gives to each of those named the same, 分别 gives them one after another: 新开工、竣工保障房各30万平方米,
/// 甲、乙分别增长5%、6%.</summary>
internal static partial class Distribution
{
    /// <summary>The parts; null where nothing is handed out.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="masked">The same, masked.</param>
    /// <param name="quantities">Its quantities.</param>
    public static List<DistributedPart>? Of(string clause, string masked, IReadOnlyList<Quantity> quantities)
    {
        if (Respectively().Match(masked) is { Success: true } one && quantities.Any(q => q.Start >= one.Index))
        {
            var behind = quantities.Where(q => q.Start >= one.Index).ToList();
            var relation = clause[(one.Index + one.Length)..behind[0].Start];
            var names = Names(clause[..one.Index], masked[..one.Index]);
            return names.Count == behind.Count
                ? [.. names.Zip(behind, (name, q) =>
                    new DistributedPart(name + relation + clause[q.Start..q.End], name + relation, q, false))]
                : [.. behind.Select(q => new DistributedPart(clause, clause[..behind[0].Start], q, true))];
        }

        if (quantities is not [var only] || Each().Match(masked[..only.Start]) is not { Success: true } each)
        {
            return null;
        }

        var (share, before) = (clause[(each.Index + each.Length)..], clause[(each.Index + each.Length)..only.Start]);
        var all = Names(clause[..each.Index], masked[..each.Index]);
        return all.Count > 1
            ? [.. all.Select(name => new DistributedPart(name + share, name + before, only, false))]
            : [new(clause, clause[..only.Start], only, true)];
    }

    // 新开工、竣工保障房: several verbs before one noun. 市级、区级文明单位: several grades of one thing. 甲、乙和丙: things.
    private static List<string> Names(string text, string masked)
    {
        var start = TaskWords.Leading(masked) is ({ } verbs, var end) && Split(verbs) is [_, _, ..] several
            ? (Several: several, End: end)
            : (Several: [], End: 0);
        if (start.Several.Count > 1)
        {
            return [.. start.Several.Select(verb => verb + text[start.End..])];
        }

        var names = Split(text, masked);
        var (verb, behind) = TaskWords.Leading(masked);
        if (names.Count < 2)
        {
            return names;
        }

        var tail = Grade().Match(names[^1]) is { Success: true } grade
            && names.SkipLast(1).All(n => Graded().IsMatch(n)) ? names[^1][grade.Length..] : "";
        return [.. names.Select((name, i) =>
            (i > 0 && verb is not null && !TaskWords.HasVerb(name) ? text[..behind] : "") + name
            + (i < names.Count - 1 ? tail : ""))];
    }

    private static List<string> Split(string text) => Split(text, text);

    private static List<string> Split(string text, string masked)
    {
        var (parts, start) = (new List<string>(), 0);
        foreach (Match joint in Joints().Matches(masked))
        {
            parts.Add(text[start..joint.Index]);
            start = joint.Index + joint.Length;
        }

        parts.Add(text[start..]);
        return [.. parts.Where(p => p.Length > 0)];
    }

    [GeneratedRegex("分别(?!由|召|前)", RegexOptions.CultureInvariant)]
    private static partial Regex Respectively();

    // Right before the quantity or its verb: in 各街镇新增2家 the same sign says whose.
    [GeneratedRegex("(?:(?<![年月日人户亩地平])均|各自|各)(?=" + TaskWords.Doing + "?$|(?:达到|增长|下降|不低于|不少于"
        + "|控制在)$)", RegexOptions.CultureInvariant)]
    private static partial Regex Each();

    [GeneratedRegex("、|以及|和|及(?!时|其)|与", RegexOptions.CultureInvariant)]
    private static partial Regex Joints();

    [GeneratedRegex("^.{0,6}?[^，。]级(?=.)", RegexOptions.CultureInvariant)]
    private static partial Regex Grade();

    [GeneratedRegex("级$", RegexOptions.CultureInvariant)]
    private static partial Regex Graded();
}
