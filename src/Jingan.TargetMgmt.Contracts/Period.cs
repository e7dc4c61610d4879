using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>The code of a reporting period 填报期: a month <c>2018-06</c> or a quarter <c>2018-Q2</c>.</summary>
/// <param name="Value">The canonical text.</param>
[JsonConverter(typeof(IdConverter<Period>))]
public readonly record struct Period(string Value) : IParsable<Period>
{
    /// <summary>The calendar year, 1992 to 9999 (since 1992 Shanghai keeps UTC+8 all year,
    /// see <see cref="ShanghaiDate"/>).</summary>
    public int Year => int.Parse(Value.AsSpan(0, 4), CultureInfo.InvariantCulture);

    /// <summary>Whether this is a quarter rather than a month.</summary>
    public bool IsQuarter => Value[5] == 'Q';

    /// <summary>The last month covered, 1 to 12: m for a month, 3·q for a quarter.</summary>
    public int LastMonth =>
        IsQuarter ? (Value[6] - '0') * 3 : int.Parse(Value.AsSpan(5, 2), CultureInfo.InvariantCulture);

    /// <summary>Whether the year ends with this period.</summary>
    public bool IsLastOfYear => LastMonth == 12;

    /// <summary>The month in which it ends: itself, or the last of a quarter.</summary>
    public Period EndMonth() => IsQuarter ? MonthOf(Year, LastMonth) : this;

    /// <summary>The periods of the same length before it in its year, oldest first.</summary>
    public IEnumerable<Period> EarlierInYear()
    {
        var (isQuarter, month) = (IsQuarter, LastMonth);
        return AllOf(Year).Where(p => p.IsQuarter == isQuarter && p.LastMonth < month);
    }

    /// <summary>The twelve months of a year, then its four quarters.</summary>
    /// <param name="year">1992 to 9999.</param>
    public static IEnumerable<Period> AllOf(int year) => Enumerable.Range(1, 12).Select(m => MonthOf(year, m))
        .Concat(Enumerable.Range(1, 4)
            .Select(q => new Period(string.Create(CultureInfo.InvariantCulture, $"{year:D4}-Q{q}"))));

    private static Period MonthOf(
        int year, int month) => new(string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}"));

    /// <summary>The first day covered.</summary>
    public DateOnly StartsOn => new(Year, IsQuarter ? LastMonth - 2 : LastMonth, 1);

    /// <summary>The last day covered: the cut-off at which a target is judged.</summary>
    public DateOnly EndsOn => new(Year, LastMonth, DateTime.DaysInMonth(Year, LastMonth));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Period result)
    {
        result = new(s ?? "");
        return s is { Length: 7 } && s[4] == '-'
            && s.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && string.CompareOrdinal(s, "1992") >= 0
            && (s[5] == 'Q'
                ? s[6] is >= '1' and <= '4'
                : s[5] is '0' && s[6] is >= '1' and <= '9' || s[5] is '1' && s[6] is >= '0' and <= '2');
    }

    /// <inheritdoc/>
    public static Period Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var period) ? period : throw new FormatException($"'{s}' is not a reporting period.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
