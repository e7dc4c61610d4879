using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Nodes 节点: what is to be started, topped out, finished or put to use, and by when.</summary>
internal static partial class NodeWords
{
    /// <summary>The nodes of a clause, in the report's words; empty where it has none.</summary>
    /// <param name="clause">The clause, masked.</param>
    public static IReadOnlyList<string> In(string clause)
    {
        var text = TaskWords.Trimmed(clause);
        var ends = Ends().Matches(text).Select(m => m.Groups["node"].Value).Distinct().ToList();
        return ends.Count > 0 && Closes().IsMatch(text) ? Chain(text, ends)
            : Begins().Match(text) is { Success: true } begins ? [Named(begins.Groups["verb"].Value, text, ends)]
            : [];
    }

    /// <summary>The day by which a clause or its sentence wants it; null where they do not say.</summary>
    public static DateOnly? DueIn(string text, int? year)
    {
        if (year is not { } its || Due().Matches(text) is not { Count: > 0 } all)
        {
            return null;
        }

        var due = all[^1];
        var month = due.Groups["month"] is { Success: true } digits
                ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture)
            : due.Groups["quarter"] is { Success: true } quarter
                ? 3 * (int)(ChineseNumeral.Read(quarter.Value) ?? (quarter.Value[0] - '0'))
            : due.Groups["half"].Success ? 6 : 12;
        return month is >= 1 and <= 12 ? new(its, month, DateTime.DaysInMonth(its, month)) : null;
    }

    // 完成…建设并投入使用 has two nodes.
    private static IReadOnlyList<string> Chain(string text, List<string> ends) =>
        Begins().Match(text) is { Success: true } begins && begins.Groups["verb"].Value == "完成"
            && !ends.Exists(e => text.StartsWith("完成" + e, StringComparison.Ordinal))
            && !text[2..].StartsWith(ends[0], StringComparison.Ordinal) && HasObject().IsMatch(text)
            ? ["完成", .. ends]
            : ends;

    private static string Named(string verb, string text, List<string> ends) =>
        ends.Count > 0 && verb != "启动" ? ends[^1] : verb is "完成" && Early().IsMatch(text) ? "完成前期" : verb;

    [GeneratedRegex(
        "^(?:" + TaskWords.Before + "|[^，。；、]{0,20}?(?=完成))*?(?<verb>启动|开工建设|新开工|完成|基本完成|建成|基本建成|制定出台|制定|制订|编制|出台|印发|发布|"
            + "组建|成立|设立|挂牌成立|举行|竣工|通过)(?![后了的])[^，。；]{2,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    [GeneratedRegex(
        "(?<node>开工建设|开工|动工|奠基|结构封顶|主体封顶|封顶|竣工验收|竣工备案|竣工|完工|建成投用|建成使用|建成开放|建成|投入使用|投入运营|投入运行|投入试运行|正式运营|试运营|"
            + "顺利运营|正式运行|上线运行|上线|投用|启用|交付使用|交付|开业|开园|开馆|开街|开学|对外开放|向社会开放|正式开放|全线通车|通车|全线贯通|基本贯通|实现贯通|贯通|揭牌|挂牌|落成|收尾|"
            + "收官|启动建设|启动|通过验收|创建成功|前期工作|前期)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    // The node is the clause's last word, or nearly so.
    [GeneratedRegex(
        "(?:开工建设|开工|动工|奠基|封顶|竣工验收|竣工备案|竣工|完工|建成|建成投用|建成使用|建成开放|投入使用|投入运营|投入运行|投入试运行|正式运营|试运营|顺利运营|正式运行|"
            + "上线运行|上线|投用|启用|交付使用|交付|开业|开园|开馆|开街|开学|开放|通车|贯通|揭牌|挂牌|落成|收尾|收官|启动建设|启动|通过验收)(?:等?(?:工作|任务|目标))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Closes();

    [GeneratedRegex("前期(?:工作|手续|准备|审批)?", RegexOptions.CultureInvariant)]
    private static partial Regex Early();

    [GeneratedRegex("完成[^，。；]{2,}(?:建设|改造|工程|修缮|装修|施工)(?:并|、|且|后|和)", RegexOptions.CultureInvariant)]
    private static partial Regex HasObject();

    [GeneratedRegex(
        "(?<half>上半年)|(?<end>年底前?|年内|年末|下半年|全年)|(?:第)?(?<quarter>[一二三四1-4])季度(?:末|内|前)?|(?<![0-9])(?<month>1[0-2]|[1-9])月(?:底|末|份|前)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Due();
}
