using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Which quantities of a clause are promised, and which only describe: 3万平方米的文化中心, 年收入500万元以上企业20家,
/// 由70%提高到80%.</summary>
internal static partial class PromisedQuantities
{
    /// <param name="clause">The clause, masked.</param>
    /// <param name="verb">The verb of the clause before it, which it may share.</param>
    public static List<Quantity> In(string clause, string? verb)
    {
        var all = Quantities.In(clause);
        var exact = all.Any(q => q.Form != QuantityForm.Indefinite);
        return [.. all.Where((q, i) => !Describes(clause, q, all.Skip(i + 1)) && Counts(clause, q, verb, exact))];
    }

    /// <summary>The value that a quantity starts from, in 由70%提高到80%; null where there is none.</summary>
    public static decimal? BaselineOf(string clause, Quantity quantity) => Quantities.In(clause).LastOrDefault(
        q => q.End <= quantity.Start && q.Unit == quantity.Unit && IsStart(clause, q))?.Value;

    private static bool Describes(string clause, Quantity q, IEnumerable<Quantity> later)
    {
        var (before, after) = (clause[..q.Start], clause[q.End..]);
        return IsStart(clause, q) ? later.Any()
            : Attribute().IsMatch(after) ? !Reaching().IsMatch(before)
            : Class().IsMatch(after) && later.FirstOrDefault() is { } next && !clause[q.End..next.Start].Contains('、');
    }

    // A number in words or none at all counts only what a verb does: 打造三个街区, not 三个街区.
    private static bool Counts(string clause, Quantity q, string? verb, bool hasExact) => q.Form switch
    {
        QuantityForm.Indefinite => !hasExact && TaskWords.EndingAt(clause[..q.Start]) is not null,
        QuantityForm.InWords or QuantityForm.About => char.IsAsciiDigit(clause[q.Start]) || IsCounted(clause, q, verb),
        _ => true,
    };

    // 打造三个街区, 新增幼儿园两所, 启动甲、乙两个地块; not 落实八项要求精神, where the number is a name's.
    private static bool IsCounted(string clause, Quantity q, string? verb)
    {
        var before = clause[..q.Start];
        return before.Length == 0 ? verb is not null
            : TaskWords.EndingAt(before) is not null || Reaching().IsMatch(before)
                || (TaskWords.HasVerb(before) && (Ends().IsMatch(clause[q.End..]) || Listed().IsMatch(before)));
    }

    private static bool IsStart(string clause, Quantity q) => From().IsMatch(clause[..q.Start]);

    [GeneratedRegex("(?:由|从)(?:上年|去年|目前|现在|[0-9]{4}年)?(?:的)?(?:约)?$", RegexOptions.CultureInvariant)]
    private static partial Regex From();

    [GeneratedRegex("^(?:以上|以下|以内|左右)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex("等$|、[^、]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Listed();

    [GeneratedRegex("^(?:以上|以下|左右|以内)?的", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex("^(?:以上|以下)(?=[^，、；。和及□）])", RegexOptions.CultureInvariant)]
    private static partial Regex Class();

    [GeneratedRegex("(?:增长|下降|达到|达|不低于|不少于|超过|控制在|提高到|提升到|实现|完成|保持)$", RegexOptions.CultureInvariant)]
    private static partial Regex Reaching();
}
