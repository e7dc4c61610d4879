using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Extensions;

/// <summary>Until which day a unit may ask, and the office grant, that a period is extended.</summary>
internal static class ExtensionRule
{
    private const int MostDays = 366;

    /// <summary>The refusal of a day that is past, too far away, or still within the window; null when it can be
    /// granted.</summary>
    public static Problem? Refusal(DateOnly until, DateOnly today, MarkedPeriod found) =>
        until < today ? Problem.Invalid("/until", new("不得早于今天", "must not be in the past"))
        : until > today.AddDays(MostDays) ? Problem.Invalid(
            "/until", new($"最多延至今天起 {MostDays} 天", $"must be within {MostDays} days from today"))
        : found.Marks.Closed is null && until <= found.Period.ClosesOn ? Problem.Invalid("/until", new(
            $"须晚于关闭日 {DbText.Of(found.Period.ClosesOn)}",
            $"must be after the closing day {DbText.Of(found.Period.ClosesOn)}"))
        : null;
}
