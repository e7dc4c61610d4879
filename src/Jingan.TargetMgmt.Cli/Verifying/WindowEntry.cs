using System.Text.Json;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>Entry types <c>target</c> and <c>unit</c>: of them only the place matters to the windows.</summary>
internal sealed record LoggedPublication(string Type) : LoggedEntry;

/// <summary>Entry type <c>period</c>: its days from here on.</summary>
internal sealed record LoggedPeriod(string At, ReportingPeriod Period, string? Reason = null) : LoggedEntry;

/// <summary>Entry type <c>period-opened</c>.</summary>
internal sealed record LoggedPeriodOpened(
    string At, string Actor, Period Period, long LogSize, DateOnly DueOn, long PostponeDays) : LoggedEntry;

/// <summary>Entry type <c>period-closed</c>.</summary>
internal sealed record LoggedPeriodClosed(
    string At, string Actor, Period Period, long LogSize, string Cause) : LoggedEntry
{
    public const string WindowEnded = "windowEnded";

    public const string Overdue = "overdue";
}

/// <summary>
/// Entry type <c>extension</c>: the unit may file after the close until a day, for one target or for all.
/// </summary>
internal sealed record LoggedExtension(
    Period Period, string Unit, DateOnly Until, string? TargetId = null) : LoggedEntry
{
    public bool Covers(LoggedFiling filing) =>
        Unit == filing.Unit && (TargetId is null || TargetId == filing.TargetId) && filing.Day <= Until;
}

/// <summary>Entry type <c>progress</c>, as far as its window is concerned.</summary>
/// <param name="Day">The day in Shanghai on which it was taken.</param>
/// <param name="UnderExtension">Null in entries of before it was recorded.</param>
/// <param name="Unit">Not read where it was filed within the window, as nearly all are.</param>
/// <param name="TargetId">Likewise.</param>
internal sealed record LoggedFiling(
    Period? Period, DateOnly Day, bool? UnderExtension, string? Unit, string? TargetId) : LoggedEntry;

/// <summary>Reads from the government's entries what says when a report counts.</summary>
internal static class WindowEntry
{
    private static readonly LoggedPublication Target = new("target");
    private static readonly LoggedPublication Unit = new("unit");

    /// <summary>The entry; null when it has nothing to do with windows.</summary>
    /// <exception cref="JsonException">It does not have its form.</exception>
    public static LoggedEntry? Read(string type, ReadOnlySpan<byte> entry) => type switch
    {
        "progress" => Filing(entry),
        "target" => Target,
        "unit" => Unit,
        "period" => LoggedEntry.Read<LoggedPeriod>(entry),
        "period-opened" => LoggedEntry.Read<LoggedPeriodOpened>(entry),
        "period-closed" => LoggedEntry.Read<LoggedPeriodClosed>(entry),
        "extension" => LoggedEntry.Read<LoggedExtension>(entry),
        _ => null,
    };

    // Most entries of a log are these. Their members have an order; the last one says what else is needed, so that the
    // prose is passed over.
    private static LoggedFiling Filing(ReadOnlySpan<byte> entry)
    {
        var isWithin = entry.EndsWith(",\"underExtension\":false}"u8);
        var reader = new Utf8JsonReader(entry);
        reader.Read();
        (DateOnly? day, Period? period, string? unit, string? target) = (null, null, null, null);
        bool? extended = isWithin ? false : null;
        while (!(isWithin && day is not null && period is not null) && reader.Read()
            && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("at"u8) && reader.Read())
            {
                day = DayOf(ref reader);
            }
            else if (reader.ValueTextEquals("period"u8) && reader.Read())
            {
                period = Period.TryParse(TextOf(ref reader), null, out var code)
                    ? code
                    : throw new JsonException("period");
            }
            else if (reader.ValueTextEquals("unit"u8) && reader.Read())
            {
                unit = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("targetId"u8) && reader.Read())
            {
                target = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("underExtension"u8) && reader.Read())
            {
                extended = reader.TokenType is JsonTokenType.True or JsonTokenType.False
                    ? reader.GetBoolean()
                    : throw new JsonException("underExtension");
            }
            else
            {
                reader.Skip();
            }
        }

        return new(period, day ?? default, extended, unit, target);
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("no text");
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("no UTF-8");
        }
    }

    private static DateOnly DayOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var at)
            ? ShanghaiDate.Of(at)
            : throw new JsonException("at");
}
