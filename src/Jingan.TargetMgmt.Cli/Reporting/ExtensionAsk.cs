using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm extension ask</c>: a unit's request for an extension 延期申请.</summary>
internal static class ExtensionAsk
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period();
        var reason = CliOption.Of("--reason", new("申请的理由", "why the unit asks"), "text", required: true);
        var target = CliOption.Target(required: false);
        var until = Until(
            new("希望延至；不填则由区府办定", "the day asked for; the office says where there is none"), required: false);
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "ask", new("申请延期填报（填报单位）", "ask to file later (for reporting units)"), period, target, until, reason,
            dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject { ["reason"] = parsed.GetRequiredValue(reason) };
            if (parsed.GetValue(target) is { } id)
            {
                body["targetId"] = id;
            }

            if (parsed.GetValue(until) is { } day)
            {
                body["until"] = day;
            }

            using var client = server.Connect(parsed, terminal);
            var code = parsed.GetRequiredValue(period);
            var answer = await client.PostAsync(
                $"periods/{code}/extension-requests", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, new Text($"延期申请：{code}", $"request for an extension: {code}"));
        });
        return command;
    }

    /// <summary>The option of the day until which an extension is asked for or granted.</summary>
    public static Option<string> Until(Text description, bool required) =>
        CliOption.Of("--until", description, "date", required)
            .Checked(CliOption.IsDate, new("须为 2018-08-31 的形式", "must look like 2018-08-31"));
}
