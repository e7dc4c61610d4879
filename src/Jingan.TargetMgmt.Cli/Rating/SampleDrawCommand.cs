using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary><c>jtm sample draw</c>: the service draws the targets of a period that a second assessor marks.</summary>
internal static class SampleDrawCommand
{
    public static Command Create(CommandConsole terminal)
    {
        var period = CliOption.Period();
        var share = CliOption.Of("--share", new("每类抽取比例，默认 0.15", "share of each class, 0.15 unless told"), "0.15")
            .Checked(text => Share(text) is >= 0 and <= 1, new("须在 0 到 1 之间", "must be from 0 to 1"));
        var server = new ServerOptions();
        var command = CliOption.Command(
            "draw",
            new("填报期关闭后抽取本期复评样本；0 表示不作复评",
                "draw the period's second-mark sample among what is reported, once the period is closed; 0 for none"),
                period, share, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var body = new JsonObject
            {
                ["period"] = parsed.GetRequiredValue(period),
                ["share"] = Share(parsed.GetValue(share) ?? "0.15"),
            };
            var answer = await client.PostAsync(
                "second-marks/samples", body, isDryRun: false, ct);
            return answer.ReportWrite(terminal, new Text($"{parsed.GetValue(period)} 复评样本的抽取",
                $"drawing of the second-mark sample of {parsed.GetValue(period)}"));
        });
        return command;
    }

    private static decimal? Share(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
        ? share
        : null;
}
