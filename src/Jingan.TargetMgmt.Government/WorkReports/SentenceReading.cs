using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Reads a sentence of a plan, clause by clause: what a clause leaves out, the one before it said.</summary>
/// <param name="sentence">The sentence.</param>
/// <param name="frame">What a proposal of it has, whatever it says.</param>
/// <param name="placed">Where it stands.</param>
/// <param name="year">The year that is planned; null where nobody says.</param>
internal sealed partial class SentenceReading(
    ReportSentence sentence, ProposedTarget frame, PlacedParagraph placed, int? year)
{
    private const int LongestTitle = 200;

    // 努力改善居住条件。 says what a paragraph is about.
    private const int LongestTopic = 30;

    private string? _verb;
    private string? _subject;
    private string? _clause;

    public IEnumerable<ProposedTarget> Read()
    {
        foreach (var (start, end) in sentence.Clauses())
        {
            var (clause, masked) = (sentence.Text[start..end], sentence.Masked[start..end]);
            if (IsPast(masked))
            {
                continue;
            }

            var quantities = PromisedQuantities.In(masked, _verb);
            foreach (var proposal in quantities.Count > 0
                ? ReadQuantities(clause, masked, quantities)
                : ReadWords(clause, masked))
            {
                yield return proposal;
            }

            _subject = Subject().Match(masked) is { Success: true } subject ? clause[..subject.Length]
                : quantities is [var only] && only.End == masked.Length && only.Start > 0 ? clause[..only.Start]
                : _subject;
            _clause = clause;
        }
    }

    private IEnumerable<ProposedTarget> ReadQuantities(string clause, string masked, List<Quantity> quantities)
    {
        if (Distribution.Of(clause, masked, quantities) is { } parts)
        {
            return parts.Select(part =>
            {
                var doubts = Doubts();
                doubts.Add(!part.IsOpen, Certainty.Medium, "按“各”“分别”逐一对应", "handed out by 各 or 分别");
                doubts.Add(part.IsOpen, Certainty.Low, "“各”“分别”对应哪些对象，须人工确定",
                    "who gets what of 各 or 分别 is to be told by a person");
                return QuantityReading.Of(
                    Row(part.Text, doubts), doubts, part.Before, part.Quantity, clause[part.Quantity.End..]);
            });
        }

        return ReadItems(clause, masked, quantities);
    }

    private IEnumerable<ProposedTarget> ReadItems(string clause, string masked, List<Quantity> quantities)
    {
        (string? Verb, bool Leads) shared = (null, false);
        foreach (var item in ClauseItems.Of(masked, quantities))
        {
            var head = masked[item.Start..item.Quantities[0].Start];
            var leading = TaskWords.Leading(head).Verbs;

            // 实施房屋修缮6万平方米、屋面改造100万平方米: 改造 is no verb here, the first one leads.
            var isNoun = shared.Leads && item.Quantities[^1].End == item.End;
            var own = leading ?? (isNoun ? null : TaskWords.EndingAt(head));
            var lead = own is not null ? "" : LeadOf(head, shared.Verb);
            shared = own is null ? shared : (own, leading is not null);
            foreach (var quantity in item.Quantities)
            {
                var doubts = Doubts();
                doubts.Add(item.Quantities.Count > 1, Certainty.Low, "一处有不止一个数量，须人工确定以哪个为准",
                    "has several quantities; a person has to say which one counts");
                var isPart = head.StartsWith("其中", StringComparison.Ordinal);
                yield return QuantityReading.Of(
                    Row((isPart ? "" : lead) + clause[item.Start..item.End], doubts), doubts,
                    lead + masked[item.Start..quantity.Start], quantity, masked[quantity.End..item.End]) with
                {
                    Baseline = PromisedQuantities.BaselineOf(masked, quantity),
                };
            }
        }

        _verb = shared.Verb ?? _verb;
    }

    // What an item leaves out: its verb, or what it is about.
    private string LeadOf(string head, string? shared) =>
        Subjectless().IsMatch(head) ? _subject ?? ""
        : shared is not null ? SharesVerb(head) ? shared : ""
        : head.Length == 0 || head.StartsWith("其中", StringComparison.Ordinal) ? _verb ?? ""
        : "";

    private IEnumerable<ProposedTarget> ReadWords(string clause, string masked)
    {
        var doubts = Doubts();
        if (IndicatorWords.IsProvisional(masked))
        {
            var unit = IndicatorWords.UnitOf(masked);
            doubts.Add(true, Certainty.High, "数字以市下达为准", "the city issues the number");
            doubts.Add(unit is null, Certainty.Medium, "计量单位未写明", "does not say the unit of measure");
            yield return Row((IsPredicate(masked) ? _subject : "") + clause, doubts) with
            {
                Kind = TargetKind.Quantitative,
                Provisional = true,
                UnitOfMeasure = unit,
                Direction = IndicatorWords.DirectionOf(masked),
                Aggregation = unit == "%" || IndicatorWords.DirectionOf(masked) is not Direction.Increase
                    ? Aggregation.Latest
                    : Aggregation.Cumulative,
            };
        }
        else if (NodeWords.Promises(masked) is { Count: > 0 } promises)
        {
            foreach (var (start, end, nodes) in promises)
            {
                // 推进甲工程，力争年内开工: what is to be started stands before it.
                var (text, isBare) = (clause[start..end], NodeWords.IsBare(masked[start..end]));
                yield return Milestone(text, isBare && _clause is not null ? $"{_clause}，{text}" : text, nodes);
            }
        }
        else if (IndicatorWords.IsCompared(masked))
        {
            doubts.Add(true, Certainty.Medium, "有指标、无数字", "names an indicator and no number");
            yield return Row((IsPredicate(masked) ? _subject : "") + clause, doubts);
        }
        else if (IntentWords.IsNamed(masked) && !IsTopic)
        {
            doubts.Add(true, Certainty.Low, "没有数字和节点，是否列为目标须人工确定",
                "has neither number nor node; a person has to say whether it is a target");
            yield return Row(clause, doubts);
        }
    }

    private ProposedTarget Milestone(string text, string title, IReadOnlyList<string> nodes)
    {
        var doubts = Doubts();
        var due = NodeWords.DueIn(text, year) ?? NodeWords.DueIn(sentence.Masked, year);
        doubts.Add(due is null, Certainty.Medium, "未写明节点日期", "does not say by which day");
        doubts.Add(Hopes().IsMatch(text), Certainty.Medium, "有“力争”“争取”等字样", "says 力争 or 争取");
        doubts.Add(Pushes().IsMatch(text), Certainty.Low, "“推进”“推动”到节点，是否必须到达须人工确定",
            "says 推进 or 推动; a person has to say whether it must be reached");
        var row = Row(title, doubts);
        return row with
        {
            Kind = TargetKind.Milestone,
            Nodes = [.. nodes.Select(n => new ProposedNode(nodes.Count == 1 ? row.Title : n, due))],
        };
    }

    private bool IsTopic => sentence.Start == 0 && sentence.Text.Length <= LongestTopic
        && sentence.Text.Length < placed.Paragraph.Text.Length && !sentence.Text.Contains('，');

    private Doubts Doubts()
    {
        var doubts = new Doubts();
        doubts.Add(placed.Part == ReportPart.LongPlan, Certainty.Low, "在多年目标部分，不一定是本年度的", "stands in a plan of years");
        doubts.Add(!placed.IsBySection && placed.Part == ReportPart.Unknown, Certainty.Medium,
            "没有“工作安排”一类的标题，按语气判断", "no heading says that this is the plan");
        return doubts;
    }

    private ProposedTarget Row(string title, Doubts doubts)
    {
        var trimmed = TaskWords.Trimmed(title);
        return frame with
        {
            Title = trimmed.Length <= LongestTitle ? trimmed : trimmed[..LongestTitle],
            Certainty = doubts.Certainty,
            Reasons = doubts.Reasons,
        };
    }

    private bool IsPast(string clause) => Done().IsMatch(clause)
        || PastYear().Matches(clause).Any(m => int.Parse(m.ValueSpan, CultureInfo.InvariantCulture) < year)
        || (placed.Part == ReportPart.Unknown && DoneLoosely().IsMatch(clause));

    private static bool IsPredicate(string clause) => Subjectless().IsMatch(clause) || Provided().IsMatch(clause);

    // 地区生产总值增长5%: its own subject, and no verb is shared.
    private static bool SharesVerb(string head) => !Says().IsMatch(head) && !Preposition().IsMatch(head);

    [GeneratedRegex("^(?:同比|力争|预计|累计|实现|年均)*(?:增长|提高|提升|下降|降低|达到|达|占|控制|不低于|不少于|不高于|不超过|超过|突破|保持|稳定|增幅|增速|总量)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Subjectless();

    [GeneratedRegex("^.{2,30}?(?=(?:同比|力争|预计|累计|实现|年均)*(?:增长|提高到?|提升|下降|降低|达到|占|控制在|不低于|不少于|不高于|不超过|超过|突破|保持|稳定))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex("^(?:具体)?(?:目标|数字|指标|任务)?(?:均)?以市", RegexOptions.CultureInvariant)]
    private static partial Regex Provided();

    [GeneratedRegex("(?:增长|下降|提高|降低|达到|达|控制在|不低于|不少于|不超过|超过|突破|累计|占|率)[^，]{0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Says();

    [GeneratedRegex("^(?:对|为|在|向|由|从|给)", RegexOptions.CultureInvariant)]
    private static partial Regex Preposition();

    [GeneratedRegex("^(?:全力|积极|加快|继续|持续|稳步)?(?:推进|推动|加快)", RegexOptions.CultureInvariant)]
    private static partial Regex Pushes();

    [GeneratedRegex("力争|争取", RegexOptions.CultureInvariant)]
    private static partial Regex Hopes();

    [GeneratedRegex(
        "(?<![比较与同])(?:去年|上年|上一年|过去(?:的)?[一五几]年|一年来|五年来)|已(?:经)?(?:完成|建成|实现|达到?|启动|开工|形成|出台|成立|累计|投入|引进|落户)|截至|"
            + "(?:完成|实现|取得|建成|获得|达到|新增|形成)了",
        RegexOptions.CultureInvariant)]
    private static partial Regex Done();

    [GeneratedRegex("[成现得立动展进造加设建升高实到出善化]了(?!解)|均已|圆满|顺利完成|先后", RegexOptions.CultureInvariant)]
    private static partial Regex DoneLoosely();

    [GeneratedRegex("(?<![0-9比较与到至—-])20[0-9]{2}(?=年)", RegexOptions.CultureInvariant)]
    private static partial Regex PastYear();
}
