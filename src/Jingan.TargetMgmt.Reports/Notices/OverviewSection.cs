using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>一、总体情况: how many targets there are, how they stand, and what the evaluator says of them.</summary>
internal static class OverviewSection
{
    public static IEnumerable<Block> Of(NoticeFacts facts)
    {
        var view = facts.View;
        if (view.Standings.Count == 0)
        {
            yield return new Line("本期没有目标。");
        }
        else
        {
            yield return new Line($"本期共有目标{view.Standings.Count}项。{(facts.IsDraft ? States(view) : Rated(view))}");
        }

        if (facts.Issued is { } issued)
        {
            if (view.Rated.Count > 0)
            {
                yield return new Line($"已评定的目标中，{Colours(view)}。");
            }

            yield return new Line("第三方机构综述", NoticeStyle.SecondHeading);
            foreach (var line in issued.Summary.ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                yield return new Line(line);
            }
        }
    }

    private static string Rated(PeriodView view)
    {
        var unrated = view.Standings.Count - view.Rated.Count;
        return unrated == 0
            ? "全部目标均已评定。"
            : $"已评定{view.Rated.Count}项，未评定{unrated}项。{States(view)}";
    }

    // A target without a colour has exactly one state.
    private static string States(PeriodView view)
    {
        var said = TargetStatus.States
            .Select(s => (Name: s.ToChinese(), Count: view.Standings.Count(t => t.State == s)))
            .Where(s => s.Count > 0)
            .Select(s => $"{s.Name}{s.Count}项");
        return $"没有颜色的目标中，{string.Join("，", said)}。";
    }

    private static string Colours(PeriodView view) => string.Join("，", view.Palette.Colours.Select(colour =>
    {
        var count = view.Rated.Count(s => s.Rating!.Colour == colour.Code);
        return count == 0
            ? $"{colour.ToChinese()} 0项"
            : $"{colour.ToChinese()} {count}项（占{Quotient.Of(count, view.Rated.Count).ToPercent()}）";
    }));
}
