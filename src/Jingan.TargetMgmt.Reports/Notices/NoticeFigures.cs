using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>Figures, days and colours as a notice prints them.</summary>
internal static class NoticeFigures
{
    public static string ToNotice(this int count) => count.ToString(CultureInfo.InvariantCulture);

    public static string? ToNotice(this decimal? value) =>
        value is { } v ? Measure.Normalise(v).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>The day in Shanghai of an instant in UTC, as official documents write it (GB/T 9704-2012,
    /// 7.3.5).</summary>
    public static string ToNoticeDay(this string instant) =>
        UtcText.TryParse(instant, out var at) ? BeijingTime.Of(ShanghaiDate.Of(at)) : instant;

    /// <summary>A colour by its name and letter, on its colour.</summary>
    public static Cell ToCell(this SchemeColour? colour) => colour is null ? "" : new Cell(colour.ToChinese(), colour);

    /// <summary>What stands for a section until there is a report.</summary>
    public static Line InDraft { get; } = new("评估报告出具后由系统填写。");
}
