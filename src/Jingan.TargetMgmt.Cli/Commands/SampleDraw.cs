using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary><c>jtm sample draw</c>: the service draws the targets of a period that a second assessor marks.</summary>
internal static class SampleDraw
{
    public static Command Create(Terminal terminal)
    {
        var period = Opt.Period();
        var share = Opt.Of("--share", new("每类抽取比例，默认 0.15", "share of each class, 0.15 unless told"), "0.15")
            .Checked(text => Share(text) is > 0 and <= 1, new("须大于 0 且不大于 1", "must be above 0 and at most 1"));
        var dryRun = Opt.DryRun();
        var server = new ServerOptions();
        var command = Opt.Command(
            "draw", new("抽取本期复评样本（已填报且尚未评定的目标）", "draw the period's second-mark sample, among what is reported and not yet rated"), period, share, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var body = new JsonObject { ["period"] = parsed.GetRequiredValue(period), ["share"] = Share(parsed.GetValue(share) ?? "0.15") };
            var answer = await client.PostAsync(
                "second-marks/samples", "application/json", Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, new Text($"{parsed.GetValue(period)}：复评样本已抽取", $"{parsed.GetValue(period)}: second-mark sample drawn"));
        });
        return command;
    }

    private static decimal? Share(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) ? share : null;
}
