using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A suspension is for what is still to come.</summary>
internal static class SuspensionRule
{
    /// <summary>The member that changes what an ended month was, and that month; null when none does.</summary>
    /// <param name="before">The suspension in force.</param>
    /// <param name="after">The one that is to replace it.</param>
    public static (string Member, Period Ended)? Backdated(
        Suspension? before, Suspension? after, int year, DateOnly today)
    {
        for (var month = 1; month <= 12; month++)
        {
            var period = new Period($"{year:0000}-{month:00}");
            if (period.EndsOn < today && (before?.Covers(period) ?? false) != (after?.Covers(period) ?? false))
            {
                return (after is null ? "" : after.From != before?.From ? "/from" : "/until", period);
            }
        }

        return null;
    }
}
