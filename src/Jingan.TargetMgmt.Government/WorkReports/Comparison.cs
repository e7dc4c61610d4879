using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>What the words around a quantity say of it.</summary>
/// <param name="Direction">Which way is good; null where they do not say.</param>
/// <param name="Aggregation">A total or a level; null where they do not say.</param>
/// <param name="IsChange">Whether the quantity is a rate or an amount of change, as in 增长8%, and no level.</param>
/// <param name="Bound">以上, 不少于, where the direction is another's.</param>
internal sealed partial record Comparison(
    Direction? Direction, Aggregation? Aggregation, bool IsChange = false, string? Bound = null)
{
    private static readonly Comparison Undecided = new(null, null);

    /// <param name="before">The item up to the quantity, with the verb that it shares.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="after">The item behind the quantity.</param>
    public static Comparison Of(string before, Quantity quantity, string after)
    {
        if (AtMost().IsMatch(before) || Within().IsMatch(after) && !Falling().IsMatch(before))
        {
            return new(Contracts.Direction.NotExceed, Contracts.Aggregation.Latest);
        }

        var bound = AtLeast().Match(before) is { Success: true } least ? least.Value
            : Above().Match(after) is { Success: true } above ? above.Value : null;
        if (ChangeBefore().Match(before) is { Success: true } change)
        {
            var isDown = change.Groups["down"].Success;
            return new(isDown ? Contracts.Direction.Decrease : Contracts.Direction.Increase,
                Contracts.Aggregation.Latest, !change.Groups["to"].Success, bound);
        }

        if (ChangeAfter().Match(after) is { Success: true } later && MeasureWords.IsRate(quantity.Unit))
        {
            return new(later.Groups["down"].Success ? Contracts.Direction.Decrease : Contracts.Direction.Increase,
                Contracts.Aggregation.Latest, true, bound);
        }

        if (MeasureWords.IsRate(quantity.Unit) && Cuts().IsMatch(before))
        {
            return new(Contracts.Direction.Decrease, Contracts.Aggregation.Latest, true, bound);
        }

        if (Kept().IsMatch(before))
        {
            return new(Contracts.Direction.Maintain, Contracts.Aggregation.Latest);
        }

        if (bound is not null && !DoesCount(before, after, quantity.Unit))
        {
            return new(Exceed().IsMatch(bound) ? Contracts.Direction.Increase : Contracts.Direction.Maintain,
                Contracts.Aggregation.Latest, Bound: bound);
        }

        if (Level().IsMatch(before) || (Amounts().IsMatch(before) && !TaskWords.HasVerb(before)))
        {
            return new(Contracts.Direction.Increase, Contracts.Aggregation.Latest, Bound: bound);
        }

        if (MeasureWords.IsRate(quantity.Unit) && RateName().IsMatch(before))
        {
            // Of an unemployment rate less is good, of a rate of completion more.
            return new(null, Contracts.Aggregation.Latest, Bound: bound);
        }

        return TaskWords.HasVerb(before) || TaskWords.HasVerb(after)
            ? new(Contracts.Direction.Increase, MeasureWords.IsRate(quantity.Unit)
                ? Contracts.Aggregation.Latest
                : Contracts.Aggregation.Cumulative, Bound: bound)
            : Undecided with { Bound = bound };
    }

    /// <summary>What the quantity is compared with, in the report's words; null where it does not say.</summary>
    /// <param name="item">The item.</param>
    public static string? BaseOf(string item) => Base().Match(item) is { Success: true } found ? found.Value : null;

    // 新增就业5万个以上 counts what is added; a bound does not make a level of it.
    private static bool DoesCount(string before, string after, string? unit) => !MeasureWords.IsRate(unit)
        && !Level().IsMatch(before) && (TaskWords.Leading(before).Verbs is not null
            || TaskWords.EndingAt(AtLeast().Replace(before, "")) is not null
            || TaskWords.HasVerb(after) || Adds().IsMatch(before));

    [GeneratedRegex(
        "(?:控制在|控制到|控制为|不超过|不高于|不大于|不多于|少于(?<!不少于)|低于(?<!不低于)|小于(?<!不小于)|压减到|最多|至多|限制在)(?:市?下达的?)?(?:约|全年)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex AtMost();

    [GeneratedRegex("^(?:左右)?(?:以内|之内|以下|范围内|内(?![容部外在需]))", RegexOptions.CultureInvariant)]
    private static partial Regex Within();

    [GeneratedRegex("(?:下降|降低|减少|压减|削减|压缩|缩短|回落|降)(?:率|幅度?)?(?:约|达到?|为)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Falling();

    [GeneratedRegex("(?:不低于|不少于|不小于|不下于|至少|高于|超过|突破|力争超过|多于)(?:约)?$", RegexOptions.CultureInvariant)]
    private static partial Regex AtLeast();

    [GeneratedRegex("^(?:（□*）)?以上", RegexOptions.CultureInvariant)]
    private static partial Regex Above();

    [GeneratedRegex("超过|突破|多于", RegexOptions.CultureInvariant)]
    private static partial Regex Exceed();

    [GeneratedRegex(
        "(?:(?<up>增长|(?<!新)增加(?!值)|提高|提升|上升|增幅|增速|增收|递增|扩大|上浮|(?<!新)增)|(?<down>下降|降低|减少|削减|压缩|缩短|回落|降幅|压降|压减|缩减|降))"
            + "(?:率|幅度?|了)?(?:(?<to>到|至)|(?:达到?|为|保持在|保持|力争|约|在|实现|不低于|不少于|不小于|高于|超过|至少|年均))*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex ChangeBefore();

    [GeneratedRegex("^(?:左右|以上)?(?:的)?(?:速度)?(?:(?<up>增长|增速|增幅)|(?<down>下降|降幅))", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeAfter();

    [GeneratedRegex("新增|净增|新建|引进|培育", RegexOptions.CultureInvariant)]
    private static partial Regex Adds();

    // 压减一般性支出10%
    [GeneratedRegex("^(?:" + TaskWords.Before + ")*(?:压减|压缩|减少|降低|削减|压降)", RegexOptions.CultureInvariant)]
    private static partial Regex Cuts();

    [GeneratedRegex("(?:保持在?|稳定在|维持在?|稳定保持在)(?:约)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Kept();

    [GeneratedRegex("(?:累计)?(?:达到|达|拥有|突破|超过|增至|升至|提至|占[^，]{0,12}|比重|占比|至|到|超|共计|总数|总量|规模)(?:约|到|不低于|不少于|至少|全年)*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Level();

    [GeneratedRegex("(?<=.{2})(?:为|有|是)(?:约)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Amounts();

    [GeneratedRegex("(?:率|占比|比例|比重|度|指数|涨幅)(?:约|□|[（）()])*$", RegexOptions.CultureInvariant)]
    private static partial Regex RateName();

    [GeneratedRegex(
        "同比|环比|(?:比|较|与)(?:上一?年|去年|前年|同期|[0-9]{4}年|上年同期|“?□+”?(?:末|期末|时期)?)(?:底|末|同期)?|累计|年均|(?:全市|全国)平均(?:水平)?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Base();
}
