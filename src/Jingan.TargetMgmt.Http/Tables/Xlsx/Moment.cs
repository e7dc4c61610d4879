using System.Globalization;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A day, a time or both.</summary>
/// <param name="Day">The day; null of a time alone.</param>
/// <param name="Seconds">The time on it; past 86,400 of hours that were added up.</param>
internal readonly record struct Moment(DateOnly? Day, int Seconds)
{
    private const int SecondsOfDay = 86_400;

    private static readonly string[] Written =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Reads a serial number (ECMA-376 Part 1, 18.17.4.1); false where it is no day, as 1900-02-29, which
    /// Lotus 1-2-3 held for one and spreadsheets still count.</summary>
    public static bool TryCount(decimal serial, bool is1904, out Moment moment)
    {
        moment = default;
        if (serial < 0 || serial >= 2_958_466)
        {
            return false;
        }

        var day = (int)decimal.Floor(serial);
        var seconds = (int)Math.Round((serial - day) * SecondsOfDay, MidpointRounding.AwayFromZero);
        (day, seconds) = (day + (seconds / SecondsOfDay), seconds % SecondsOfDay);
        if (is1904 ? day > 2_957_003 : day is 60 or > 2_958_465)
        {
            return false;
        }

        moment = new(
            is1904 ? new DateOnly(1904, 1, 1).AddDays(day)
            : day == 0 ? null
            : new DateOnly(1899, 12, day < 60 ? 31 : 30).AddDays(day),
            seconds);
        return true;
    }

    /// <summary>Reads a day as it is written out (ISO 8601).</summary>
    public static bool TryRead(string text, out Moment moment)
    {
        var isRead = DateTime.TryParseExact(
            text.Trim(), Written, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var read);
        moment = new(DateOnly.FromDateTime(read), (int)read.TimeOfDay.TotalSeconds);
        return isRead;
    }

    /// <summary>The day and, where there is one, the time.</summary>
    public override string ToString() => (Day, Seconds) switch
    {
        ({ } day, 0) => Show(day, "yyyy-MM-dd"),
        ({ } day, _) => $"{Show(day, "yyyy-MM-dd")} {Time(Seconds)}",
        _ => Time(Seconds),
    };

    public string Month => Show(Day!.Value, "yyyy-MM");

    /// <summary>Hours that run on past 24, minutes, and seconds where there are any.</summary>
    public static string Time(long seconds) => string.Create(CultureInfo.InvariantCulture,
        $"{seconds / 3600:00}:{seconds / 60 % 60:00}{(seconds % 60 == 0 ? "" : $":{seconds % 60:00}")}");

    private static string Show(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
