using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The periods that a target names are of its year, and give one value for each day:
/// June and the second quarter end together.</summary>
internal static class FrequencyRule
{
    /// <summary>What is wrong with a frequency; null when nothing is.</summary>
    public static Text? Fault(ReportingFrequency? frequency, int year)
    {
        if (frequency?.Named() is not { } named)
        {
            return null;
        }

        if (named.Count is 0 or > 12)
        {
            return new($"须列出 1–12 个填报期，收到 {named.Count} 个",
                $"names {named.Count} periods; name 1 to 12, or write monthly or quarterly");
        }

        if (named.FirstOrDefault(p => p.Year != year) is { Value: { } other })
        {
            return new($"{other} 不在目标年度 {year} 内", $"names {other}, which is not of the target's year {year}");
        }

        return named.GroupBy(p => p.LastMonth).FirstOrDefault(g => g.Skip(1).Any()) is { } twice
            ? new($"{string.Join("、", twice)} 于同一日结束；只列其中之一",
                $"names {string.Join(" and ", twice)}, which end on the same day; name one of them")
            : null;
    }
}
