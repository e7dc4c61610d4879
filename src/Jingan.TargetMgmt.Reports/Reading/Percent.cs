using System.Globalization;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>A share as people read it.</summary>
internal static class Percent
{
    /// <summary>Such as <c>33.3%</c> of <c>0.333333</c>; a dash where there is no share.</summary>
    public static string Of(string? share) => share is null
        ? "—"
        : Math.Round(decimal.Parse(share, CultureInfo.InvariantCulture) * 100, 1, MidpointRounding.AwayFromZero)
            .ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
