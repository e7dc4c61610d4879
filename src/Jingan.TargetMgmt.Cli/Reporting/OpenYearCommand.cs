using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm period open-year</c>: a year's periods by one rule, all or nothing.</summary>
internal static class OpenYearCommand
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var year = CliOption.Year(new("年度", "year"), required: true);
        var months = CliOption.Flag("--months", new("设立十二个月", "open the twelve months"));
        var quarters = CliOption.Flag("--quarters", new("设立四个季度", "open the four quarters"));
        var due = CliOption.Count("--due-working-days", new(
            "期末后第几个工作日为应报日", "on which working day after the period's last day it falls due"));
        var closes = CliOption.Count("--closes-days-after", new(
            "应报日之后第几日（日历日）关闭", "how many calendar days after the due day it closes"));
        var late = CliOption.Flag("--opens-after-end", new(
            "期末次日才开始填报；缺省为期初日", "open on the day after the period's last; on its first without it"));
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "open-year", new("按一条规则设立全年的填报期，全部成功或全部不设立", "open a year's periods by one rule, all of them or none"),
            year, months, quarters, due, closes, late, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject
            {
                ["year"] = NumberOf(parsed.GetRequiredValue(year)), ["months"] = parsed.GetValue(months),
                ["quarters"] = parsed.GetValue(quarters), ["dueWorkingDays"] = NumberOf(parsed.GetRequiredValue(due)),
                ["closesDaysAfter"] = NumberOf(parsed.GetRequiredValue(closes)),
                ["opensAfterEnd"] = parsed.GetValue(late),
            };
            using var client = server.Connect(parsed, terminal);
            var answer = await client.PostAsync(
                "periods/year", body, parsed.GetValue(dryRun), ct);
            if (!terminal.IsJson)
            {
                Show(terminal, answer.ToObject());
            }

            return answer.ReportWrite(terminal, new Text(
                $"全年填报期：{parsed.GetValue(year)}", $"a year's periods: {parsed.GetValue(year)}"));
        });
        return command;
    }

    private static void Show(CommandConsole terminal, JsonObject answer)
    {
        Table.Write(
            terminal, [.. PeriodLines.Header, new Text("结果", "outcome").Current],
            ServerJson.ItemsOf(answer, "periods").Select(p => (string[])
            [
                .. PeriodLines.Of(p),
                ((string?)p["outcome"] == "created" ? new Text("新增", "new") : new("不变", "as it is")).Current,
            ]));
        foreach (var counted in ServerJson.ItemsOf(answer, "holidays"))
        {
            terminal.Write(counted["source"] is { } source
                ? new Text(
                    $"{counted["year"]} 年工作日按通知计算：{source}",
                    $"working days of {counted["year"]} by the notice: {source}")
                : new Text(
                    $"{counted["year"]} 年没有节假日文件，工作日只按周末计算，请核对假期前后的日期",
                    $"there is no holiday file for {counted["year"]}: working days are counted by weekends only; "
                        + "look at the dates around holidays"));
        }
    }

    private static int NumberOf(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
