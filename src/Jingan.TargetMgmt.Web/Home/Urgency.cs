using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Home;

/// <summary>How soon something is to be done, most urgent first.</summary>
public enum UrgencyGroup
{
    Overdue,
    Soon,
    Later,
    Open,
}

/// <summary>Groups a to-do list by the working days that are left.</summary>
public static class Urgency
{
    private const int SoonDays = 3;

    // A year of working days: whatever may be done for longer has no end that anybody counts to.
    private const int NoEndDays = 250;

    public static UrgencyGroup Of(TodoItem item) => item switch
    {
        { Until: null } or { WorkingDaysLeft: > NoEndDays } => UrgencyGroup.Open,
        { WorkingDaysLeft: < 0 } => UrgencyGroup.Overdue,
        { WorkingDaysLeft: <= SoonDays } => UrgencyGroup.Soon,
        _ => UrgencyGroup.Later,
    };

    public static string Name(UrgencyGroup group) => group switch
    {
        UrgencyGroup.Overdue => Language.Of("已逾期", "Overdue"),
        UrgencyGroup.Soon => Language.Of("三个工作日内", "Within three working days"),
        UrgencyGroup.Later => Language.Of("以后", "Later"),
        _ => Language.Of("没有期限", "No due day"),
    };
}
