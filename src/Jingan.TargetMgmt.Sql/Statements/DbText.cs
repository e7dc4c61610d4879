using System.Globalization;
using System.Text.Json;

namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>Enum members and dates as text: the same in rows, JSON and log entries.</summary>
public static class DbText
{
    private const string DatePattern = "yyyy-MM-dd";

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T To<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);

    public static string Of(DateOnly date) => date.ToString(DatePattern, CultureInfo.InvariantCulture);

    public static DateOnly ToDate(string text) => DateOnly.ParseExact(text, DatePattern, CultureInfo.InvariantCulture);
}
