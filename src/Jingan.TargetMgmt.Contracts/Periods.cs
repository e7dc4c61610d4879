namespace Jingan.TargetMgmt.Contracts;

/// <summary>A reporting period 填报期 as it is now. All dates are Asia/Shanghai calendar dates,
/// the day included.</summary>
/// <param name="Code">Month or quarter.</param>
/// <param name="StartsOn">First day covered.</param>
/// <param name="EndsOn">Last day covered, and the cut-off of its ratings.</param>
/// <param name="OpensOn">First day on which progress may be reported.</param>
/// <param name="DueOn">Last day on which a report is on time.</param>
/// <param name="ClosesOn">Last day on which a report is taken without an extension.</param>
public sealed record ReportingPeriod(
    Period Code, DateOnly StartsOn, DateOnly EndsOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn)
{
    /// <summary>Whether the window is open on a day.</summary>
    public bool IsOpenOn(DateOnly day) => OpensOn <= day && day <= ClosesOn;

    /// <summary>Whether the window has ended before a day.</summary>
    public bool IsClosedOn(DateOnly day) => day > ClosesOn;
}
