using System.ComponentModel.DataAnnotations;

namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>Section <c>Government:Reporting</c>.</summary>
internal sealed class ReportingOptions
{
    /// <summary>The number of days in all by which the closing day of a period may be postponed after its opening.
    /// The year's first opening fixes it for the year.</summary>
    [Range(0, 92, ErrorMessage = "Government:Reporting:PostponeDays must be from 0 to 92.")]
    public int PostponeDays { get; set; } = 30;

    /// <summary>The first day of the year, MM-dd, on which the office may change targets. What the city issues is
    /// taken on any day.</summary>
    [RegularExpression(MonthAndDay, ErrorMessage = "Government:Reporting:TargetChangesFrom must be MM-dd.")]
    public string TargetChangesFrom { get; set; } = "01-01";

    /// <summary>The last day of the year, MM-dd, on which the office may change targets.</summary>
    [RegularExpression(MonthAndDay, ErrorMessage = "Government:Reporting:TargetChangesUntil must be MM-dd.")]
    public string TargetChangesUntil { get; set; } = "12-31";

    private const string MonthAndDay = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    /// <summary>The folder of the years' holidays, relative to the program.
    /// Empty: weekends alone are counted.</summary>
    public string HolidayFolder { get; set; } = "seeds/holidays";
}
