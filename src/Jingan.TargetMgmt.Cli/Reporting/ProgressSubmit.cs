using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm progress submit</c>: one progress report 进展填报.</summary>
internal static class ProgressSubmit
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var target = CliOption.Target(required: true);
        var period = CliOption.Period();
        var report = new ReportOptions(isComplete: true);
        var signatory = CliOption.Of("--signatory", new("负责人", "the responsible person"), "name", required: true);
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command("submit", new("提交一项目标的进展填报", "file a progress report on a target"),
            [target, period, .. report.All, signatory, dryRun, server.Server, server.Token]);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject { ["period"] = parsed.GetRequiredValue(period) };
            report.AddTo(body, parsed);
            body["signatory"] = parsed.GetRequiredValue(signatory);

            using var client = server.Connect(parsed, terminal);
            var id = parsed.GetRequiredValue(target);
            var answer = await client.PostAsync(
                $"targets/{id}/progress", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(
                terminal, new Text($"进展填报：{id} {body["period"]}", $"progress report: {id} {body["period"]}"));
        });
        return command;
    }
}
