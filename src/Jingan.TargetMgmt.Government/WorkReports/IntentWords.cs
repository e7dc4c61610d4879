using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Promises without a figure and without a node that name what they are about: a project, a plan, a
/// system. What only says how much or how well, such as 大力提升能级, is none.</summary>
internal static partial class IntentWords
{
    public static bool IsNamed(string clause)
    {
        var text = TaskWords.Trimmed(clause);
        return Directs().IsMatch(text) && Names().IsMatch(text) && !Abstract().IsMatch(text);
    }

    [GeneratedRegex(
        "^(?:" + TaskWords.Before + ")*(?:推进|加快|实施|做好|落实|深化|开展|推广|打造|完善|办好|举办|升级|配合|拓展|建设|创建|建立|推动|严控|探索|改造|协调"
        + "|支持|加强|制定|筹建|优化|"
            + "对[^，。；]{2,30}(?:实施|开展|进行))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Directs();

    // A name in quotes, a list of named things that ends in 等, or a kind of undertaking at the end.
    [GeneratedRegex(
        "[“‘《「]|等[^，。；]{0,14}(?:项目|工程|建设|改造|平台|功能|活动|赛事|道路|河道|地块|街坊)"
            + "|(?:项目|工程|平台|方案|行动计划|试点|制度|园区|基地|普查|测评|整治行动|绩效考核|换届选举|长廊|公园|街区|步道|绿地|中心|医院|学校|场馆)(?:建设|改造|修缮|迁建"
            + "|新建|改扩建|治理|落地|工作)*$"
            + "|[路桥镇园馆院站线楼弄河浦][^，。；]{0,10}(?:建设|改造|修缮|迁建|新建|改扩建|综合整治|开发)(?:工作|工程|项目)?$|全覆盖$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("(?:队伍|作风|廉政|党|思想|能力|法治政府|自身|文化|制度)建设$|(?:思想|精神|意识|要求|部署|理念)$", RegexOptions.CultureInvariant)]
    private static partial Regex Abstract();
}
