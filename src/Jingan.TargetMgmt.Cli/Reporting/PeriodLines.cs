using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary>A period in a table: its code and the days that people wait for, with their weekdays.</summary>
internal static class PeriodLines
{
    private static readonly Text[] Weekdays =
        [new("周日", "Sun"), new("周一", "Mon"), new("周二", "Tue"), new("周三", "Wed"), new("周四", "Thu"),
            new("周五", "Fri"), new("周六", "Sat")];

    public static IReadOnlyList<string> Header =>
    [
        new Text("填报期", "period").Current, new Text("开始填报", "opens").Current, new Text("应报", "due").Current,
        new Text("关闭", "closes").Current,
    ];

    public static IReadOnlyList<string> Of(JsonNode period) =>
        [TextOf(period["code"]), DayOf(period["opensOn"]), DayOf(period["dueOn"]), DayOf(period["closesOn"])];

    /// <summary>A day with its weekday.</summary>
    public static string DayOf(DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {Weekdays[(int)day.DayOfWeek].Current}");

    private static string DayOf(JsonNode? node) => CliOption.TryParseDate(TextOf(node), out var day)
        ? DayOf(day)
        : throw ServerJson.NotUnderstood("date");

    private static string TextOf(JsonNode? node) => node?.ToString() ?? "";
}
