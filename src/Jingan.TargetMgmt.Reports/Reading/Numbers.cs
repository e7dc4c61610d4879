using System.Globalization;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>Numbers in text.</summary>
internal static class Numbers
{
    /// <summary>All its digits, and no zeros behind them; empty where there is no number.</summary>
    public static string Of(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
