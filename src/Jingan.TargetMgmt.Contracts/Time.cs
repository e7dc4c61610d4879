using System.Globalization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>Instants as fixed-width text: equal in both engines, in JSON and in log entries,
/// and ordered like the instants.</summary>
public static class UtcText
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes an instant, cut to milliseconds, as <c>2018-07-01T01:02:03.000Z</c>.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly what <see cref="Format"/> writes.</summary>
    /// <returns>False for any other text, offsets and missing milliseconds included.</returns>
    public static bool TryParse(string? text, out DateTimeOffset instant) => TryParse(text.AsSpan(), out instant);

    /// <summary>Reads exactly what <see cref="Format"/> writes.</summary>
    /// <returns>False for any other text, offsets and missing milliseconds included.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out instant);
}

/// <summary>Deadlines are calendar dates in Asia/Shanghai, the whole day included.</summary>
/// <remarks>A fixed UTC+8: Shanghai has kept no summer time since 1992,
/// and so no time-zone database is needed on the host.</remarks>
public static class ShanghaiDate
{
    /// <summary>The calendar date in Shanghai at an instant; it changes at 16:00 UTC.</summary>
    public static DateOnly Of(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime);
}
