using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>What a proposal with a quantity says, and what is doubtful about it.</summary>
internal static partial class QuantityReading
{
    /// <param name="row">The proposal so far.</param>
    /// <param name="doubts">What is doubtful so far.</param>
    /// <param name="before">Its text up to the quantity.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="after">Its text behind the quantity.</param>
    public static ProposedTarget Of(
        ProposedTarget row, Doubts doubts, string before, Quantity quantity, string after)
    {
        var text = before + after;
        if (quantity.Form == QuantityForm.Indefinite)
        {
            doubts.Add(true, Certainty.Low, "“一批”“若干”等不是确定的数", "gives no number (一批, 若干)");
            return row with { Certainty = doubts.Certainty, Reasons = doubts.Reasons };
        }

        var comparison = Comparison.Of(before, quantity, after);
        var said = Comparison.BaseOf(text);
        AddForm(doubts, quantity);
        doubts.Add(Roughly().IsMatch(after) || About().IsMatch(before), Certainty.Medium, "有“左右”“约”等字样",
            "says 左右 or 约");
        doubts.Add(Hopes().IsMatch(text), Certainty.Medium, "有“力争”“争取”等字样", "says 力争 or 争取");
        doubts.Add(comparison.Bound is not null, Certainty.High, $"有“{comparison.Bound}”：数字是下限",
            $"says {comparison.Bound}: the number is the least");
        doubts.Add(comparison.Direction is null, Certainty.Medium, "没有动词或比较词，方向未定", "no verb says which way is good");
        doubts.Add(comparison.IsChange && said is null, Certainty.Medium, "未写明与何时相比",
            "does not say compared with when");
        doubts.Add(comparison.IsChange, Certainty.High, comparison.Direction == Direction.Decrease
            ? "数字是降幅：导入时补基期值，或把方向改为“不低于”"
            : "数字是增幅：逐期按同一增幅考核的，方向改为“不低于”", comparison.Direction == Direction.Decrease
            ? "is a fall: give a baseline, or make the direction 不低于"
            : "is a growth: where every period is held to it, make the direction 不低于");
        doubts.Add(Part().IsMatch(text), Certainty.Medium, "“其中”：是前一项的一部分", "is part of what stands before it (其中)");
        doubts.Add(after.Length == 0 && TaskWords.AreVerbs(before), Certainty.Medium, "数的是什么，要看前文",
            "what is counted stands before it");
        doubts.Add(Where().IsMatch(before) && comparison.Direction is Direction.Increase, Certainty.Low,
            "数量像是范围，不像是任务", "says where rather than what");
        return row with
        {
            Kind = TargetKind.Quantitative,
            UnitOfMeasure = quantity.Unit,
            TargetValue = quantity.Value,
            Direction = comparison.Direction,
            Aggregation = comparison.Aggregation,
            ComparedWith = said,
            Certainty = doubts.Certainty,
            Reasons = doubts.Reasons,
        };
    }

    private static void AddForm(Doubts doubts, Quantity quantity)
    {
        doubts.Add(quantity.Form == QuantityForm.InWords, Certainty.Medium, "数量用汉字写", "the number is in words");
        doubts.Add(quantity.Form == QuantityForm.About, Certainty.Low, "是概数，没有确定的数", "is an approximate number");
        doubts.Add(quantity.Form == QuantityForm.Range, Certainty.Medium, "是区间，以哪个数为准须人工确定",
            "is a range; a person has to say which number counts");
        doubts.Add(quantity.Form == QuantityForm.Share, Certainty.Low, "是分数或成数，没有写成小数", "is a fraction");
        doubts.Add(quantity.Value is null && quantity.Form is QuantityForm.Exact or QuantityForm.InWords, Certainty.Low,
            "数字超出可记的位数", "has more digits than can be kept");
    }

    [GeneratedRegex("^(?:左右|上下)", RegexOptions.CultureInvariant)]
    private static partial Regex Roughly();

    [GeneratedRegex("(?:约|大约|近|接近)$", RegexOptions.CultureInvariant)]
    private static partial Regex About();

    [GeneratedRegex("力争|争取", RegexOptions.CultureInvariant)]
    private static partial Regex Hopes();

    [GeneratedRegex("^其中", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex("(?<![制定持])在(?:全区|全市|区内)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Where();
}
