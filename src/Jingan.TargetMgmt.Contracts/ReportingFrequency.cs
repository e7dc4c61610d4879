using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>How often a target is reported on 填报频次: every month, every quarter, or for the periods it names.
/// Only those periods are owed.</summary>
/// <param name="Text"><c>monthly</c>, <c>quarterly</c>, or the codes of the periods with a comma between them.</param>
/// <remarks>One quantity is one series: no two owed periods end on the same day. Whatever is named, the year's last
/// month is owed, so that a year is never without its end.</remarks>
[JsonConverter(typeof(ReportingFrequencyConverter))]
public sealed record ReportingFrequency(string Text)
{
    /// <summary>Every month: what a target without a frequency has.</summary>
    public static readonly ReportingFrequency Monthly = new("monthly");

    /// <summary>Every quarter.</summary>
    public static readonly ReportingFrequency Quarterly = new("quarterly");

    /// <summary>The named periods.</summary>
    public static ReportingFrequency In(
        IEnumerable<Period> periods) => new(string.Join(Comma, periods.Select(p => p.Value)));

    private const char Comma = ',';

    /// <summary>The periods it names, in the order they were named; null where it is monthly or quarterly.</summary>
    public IReadOnlyList<Period>? Named() => this == Monthly || this == Quarterly
        ? null
        : [.. Text.Split(Comma, StringSplitOptions.RemoveEmptyEntries).Select(p => new Period(p))];

    /// <summary>Whether a report is owed for a period of the target's year.</summary>
    public bool Owes(Period period) =>
        this == Monthly ? !period.IsQuarter
        : this == Quarterly ? period.IsQuarter
        : Named() is { } named
            && (named.Contains(period)
                || (period is { IsQuarter: false, IsLastOfYear: true } && !named.Any(p => p.IsLastOfYear)));

    /// <summary>The period whose report tells how the target stands in a period: itself where it is owed, its last
    /// month where that is; null where nothing is owed.</summary>
    public Period? ReportedIn(Period period) =>
        Owes(period) ? period : period.IsQuarter && Owes(period.EndMonth()) ? period.EndMonth() : null;

    /// <summary>The period to report for instead of one that is not owed: the one that ends with it,
    /// else the next one of the year.</summary>
    public Period OwedFor(Period period) =>
        ReportedIn(period) ?? OfYear(period.Year).First(p => p.LastMonth >= period.LastMonth);

    /// <summary>Every owed period of a year, by when they end.</summary>
    public IEnumerable<Period> OfYear(int year) => Period.AllOf(year).Where(Owes).OrderBy(p => p.LastMonth);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A frequency in JSON: <c>"monthly"</c>, <c>"quarterly"</c>, or an array of period codes.</summary>
public sealed class ReportingFrequencyConverter : JsonConverter<ReportingFrequency>
{
    private static readonly IdConverter<Period> OfPeriod = new();

    /// <inheritdoc/>
    public override ReportingFrequency Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.String ? Of(reader.GetString()!) : throw new JsonException();
        }

        List<Period> periods = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            periods.Add(OfPeriod.Read(ref reader, typeof(Period), options));
        }

        return ReportingFrequency.In(periods);
    }

    private static ReportingFrequency Of(string text) =>
        text == ReportingFrequency.Monthly.Text ? ReportingFrequency.Monthly
        : text == ReportingFrequency.Quarterly.Text ? ReportingFrequency.Quarterly
        : throw new RefusedValueException(new(
            $"收到“{RefusedValueException.Quote(text)}”；须为 monthly（每月）、quarterly（每季度），或填报期代码的数组，如 [\"2018-06\", "
                + "\"2018-12\"]",
            $"is \"{RefusedValueException.Quote(text)}\"; write monthly, quarterly, or an array of period codes such "
                + "as [\"2018-06\", \"2018-12\"]"));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReportingFrequency value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Named() is not { } named)
        {
            writer.WriteStringValue(value.Text);
            return;
        }

        writer.WriteStartArray();
        foreach (var period in named)
        {
            writer.WriteStringValue(period.Value);
        }

        writer.WriteEndArray();
    }
}
