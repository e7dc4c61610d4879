using System.ComponentModel.DataAnnotations;

namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>Section <c>Government:Reporting</c>.</summary>
internal sealed class ReportingOptions
{
    /// <summary>The number of days in all by which the closing day of a period may be postponed after its opening.
    /// The year's first opening fixes it for the year.</summary>
    [Range(0, 92, ErrorMessage = "Government:Reporting:PostponeDays must be from 0 to 92.")]
    public int PostponeDays { get; set; } = 30;

    /// <summary>The folder of the years' holidays, relative to the program.
    /// Empty: weekends alone are counted.</summary>
    public string HolidayFolder { get; set; } = "seeds/holidays";
}
