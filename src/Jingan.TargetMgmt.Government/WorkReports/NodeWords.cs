using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Nodes 节点: what is to be started, topped out, finished or put to use, and by when.</summary>
internal static partial class NodeWords
{
    /// <summary>What a clause promises to reach: where it stands in the clause, and the nodes in the report's words;
    /// empty where it promises none. 甲地块开工、乙地块竣工 are two promises, 甲、乙地块竣工 is one.</summary>
    /// <param name="clause">The clause, masked.</param>
    public static List<(int Start, int End, IReadOnlyList<string> Nodes)> Promises(string clause)
    {
        var (parts, start) = (new List<(int Start, int End, IReadOnlyList<string> Nodes)>(), 0);
        for (var i = 0; i <= clause.Length; i++)
        {
            if (i < clause.Length && clause[i] != '、')
            {
                continue;
            }

            var part = clause[start..i];
            var isOwn = Closes().IsMatch(part) && !Bare().IsMatch(part);
            if (isOwn || i == clause.Length)
            {
                if (In(part) is { Count: > 0 } nodes)
                {
                    parts.Add((start, i, nodes));
                }

                start = i + 1;
            }
        }

        return parts;
    }

    /// <summary>Whether a promise says what is to be reached and not of what.</summary>
    public static bool IsBare(string promise) => Alone().IsMatch(promise);

    private static List<string> In(string clause)
    {
        var text = TaskWords.Trimmed(clause);
        var ends = Ends().Matches(text).Select(m => m.Value).Distinct().ToList();
        return ends.Count > 0 && Closes().IsMatch(text)
                ? HasObject().IsMatch(text) ? ["完成", .. ends] : ends
            : Begins().Match(text) is { Success: true } begins ? [begins.Groups["verb"].Value]
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

    [GeneratedRegex(
        "^(?:" + TaskWords.Before + "|[^，。；、]{0,20}?(?=完成))*?(?<verb>启动|开工建设|新开工|完成|基本完成|建成|基本建成|制定出台|制定|制订|编制"
        + "|出台|印发|发布|"
            + "组建|成立|设立|挂牌成立|竣工)(?![后了的])[^，。；]{2,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    [GeneratedRegex(
        "(?:开工建设|开工|动工|奠基|结构封顶|主体封顶|封顶|竣工验收|竣工备案|竣工|完工|建成投用|建成使用|建成开放|建成|投入使用|投入运营|投入运行|投入试运行|正式运营|试运营|"
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

    [GeneratedRegex("^(?:" + TaskWords.Before + "|实现|如期|早日|尽快|正式|完成|[0-9]{1,2}月(?:底|份)?前?|[一二三四]季度|年[末底]|前)*"
        + "(?:开工建设|开工|动工|结构封顶|主体封顶|封顶|竣工|完工|建成|投入使用|投入运营|投用|交付|开业|通车|启动)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();

    // 开工、竣工: a list of nodes of one thing
    [GeneratedRegex("^(?:[^，、]{0,3}?)(?:开工|竣工|封顶|建成|投入使用|投用|交付|开业|通车|启动)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    // 完成…建设并投入使用 has two nodes.
    [GeneratedRegex("完成[^，。；]{2,}(?:建设|改造|工程|修缮|装修|施工)(?:并|、|且|后|和)", RegexOptions.CultureInvariant)]
    private static partial Regex HasObject();

    [GeneratedRegex(
        "(?<half>上半年)|(?<end>年底前?|年内|年末|下半年|全年)|(?:第)?(?<quarter>[一二三四1-4])季度(?:末|内|前)?"
        + "|(?<![0-9])(?<month>1[0-2]|[1-9])月(?:底|末|份|前)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Due();
}
