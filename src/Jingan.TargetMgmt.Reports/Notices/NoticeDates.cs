using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>Days as official documents write them (GB/T 9704-2012, 7.3.5): no zeros in front.</summary>
internal static class NoticeDates
{
    public static string ToNotice(this DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>The day in Shanghai of an instant in UTC.</summary>
    public static string ToNoticeDay(this string instant) =>
        UtcText.TryParse(instant, out var at) ? ShanghaiDate.Of(at).ToNotice() : instant;
}
