using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>The words with which a report promises, and those around them.</summary>
internal static partial class TaskWords
{
    /// <summary>Verbs that count what they do: 新增3家.</summary>
    public const string Doing =
        "(?:新改扩建|新改建|改扩建|新开工|新启动|新筹措|新认定|新增设|新增加|新增|新建|新辟|辟建|改建|扩建|迁建|翻建|重建|续建|建设|建成|建造|建立|修建|筹建|"
        + "创建|争创|完成|实施|实现|启动|开展|推进|推动|推出|打造|引进|引入|引育|新引进|招引|招录|招聘|吸引|吸纳|集聚|培育|培养|培训|开工建设|开工|竣工|"
        + "基本建成|修缮|改造|整治|治理|拆除|拆违|更新|加装|安装|增设|设立|设置|归并|举办|承办|组织|帮扶引领|帮扶|帮助|扶持|支持|引领|提供|发放|投入|投资|"
        + "认定|优化|提升|改善|征收|收储|出让|供应|筹措|筹集|盘活|编制|制定|制订|修订|出台|落实|争取|确保|安排|配置|配备|布局|铺设|敷设|种植|新种|栽植|造林|"
        + "申报|孵化|签约|落地|解决|化解|查处|检查|抽检|监测|服务|覆盖|惠及|救助|资助|评选|选树|选派|安置|促进|转化|发展|打通|贯通|通车|绿化|复垦|减量|清退|"
        + "淘汰|关停|压减|储备|扩大|增加|增设|恢复|改良|升级|梳理|推广|上线|办理|办好|接入|建档|配送|开设|开办|开放|新开|整合|形成|评定|授牌|奖励|兑现|"
        + "完工|投用|交付|加快|加固|美化|亮化|净化|疏浚|清淤|排查|整改|调解|受理|联系|走访|结对|录用|推介|流转|盘整|腾退|建|办)";

    /// <summary>What may stand before the verb and says nothing of the target.</summary>
    public const string Before =
        "(?:年内|全年|今年|当年|本年|年底前|到年底|至年底|上半年|下半年|[0-9]{4}年|计划|预计|拟|要|将|力争|争取|确保|努力|继续|持续|着力|大力|积极|全力|全面|"
        + "加快|稳步|有序|深入|扎实|统筹|同步|进一步|重点|再|并|同时|以及|还|和|另|其中|我们|全区|区内|累计|基本|务实|高质量|高标准|高水平|共|约|至少|切实|一体化)";

    /// <summary>A clause's first verbs: 新建、改建.</summary>
    public static (string? Verbs, int End) Leading(string text) =>
        First().Match(text) is { Success: true } first && first.Groups["verbs"] is { Success: true } verbs
            ? (verbs.Value, verbs.Index + verbs.Length)
            : (null, 0);

    /// <summary>The verb right before a place in a text.</summary>
    public static string? EndingAt(string text) => Last().Match(text) is { Success: true } last ? last.Value : null;

    public static bool AreVerbs(string text) => Only().IsMatch(text);

    public static bool HasVerb(string text) => Any().IsMatch(text);

    /// <summary>A clause without what only says when and how eagerly.</summary>
    public static string Trimmed(string clause) => Adverbs().Replace(clause, "").Trim('、', '，', '；', '。', '：');

    [GeneratedRegex("^(?:" + Before + ")*?(?<verbs>" + Doing + "(?:(?:、|和|及|与|或|并)?" + Doing + ")*)",
        RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(Doing + "$", RegexOptions.CultureInvariant)]
    private static partial Regex Last();

    [GeneratedRegex("^(?:" + Before + ")*" + Doing + "(?:(?:、|和|及|与|或"
        + "|并)?" + Doing + ")*$", RegexOptions.CultureInvariant)]
    private static partial Regex Only();

    [GeneratedRegex(Doing, RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex(
        "^(?:年内|全年计划|全年|今年|到年底|至年底|年底前|计划|预计|我们将|我们要|要|将|并|同时|以及|和|及|[一二三四五六七八九]是|[0-9]{1,2}[.、](?![0-9])"
        + "|[（(][0-9]{1,2}[）)]|[①-⑳])+",
        RegexOptions.CultureInvariant)]
    private static partial Regex Adverbs();
}
