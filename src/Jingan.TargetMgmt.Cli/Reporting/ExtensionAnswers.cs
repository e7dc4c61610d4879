using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm extension grant</c> and <c>refuse</c>: the office's one answer to a request for an
/// extension.</summary>
internal static class ExtensionAnswers
{
    public static Command CreateGrant(CommandConsole terminal)
    {
        var until = ExtensionAsk.Until(new("准予延至", "until when it is granted"), required: true);
        return Create(
            terminal, "grant",
            new("准予一项延期申请（区府办）", "grant a request for an extension (for the district office)"), until);
    }

    public static Command CreateRefuse(CommandConsole terminal) => Create(
        terminal, "refuse", new("不予延期（区府办）", "refuse a request for an extension (for the district office)"),
        until: null);

    private static Command Create(CommandConsole terminal, string name, Text description, Option<string>? until)
    {
        var server = new ServerOptions();
        var request = CliOption.Of(
            "--request", new("申请的日志序号，见 jtm extension list", "the request's log index, see jtm extension list"),
            "index", required: true).Checked(CliOption.IsIndex, new("须为日志序号", "must be a log index"));
        var reason = CliOption.Of("--reason", new("答复的理由", "why"), "text", required: true);
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(name, description, request, reason, dryRun, server.Server, server.Token);
        if (until is not null)
        {
            command.Add(until);
        }

        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject
            {
                ["granted"] = until is not null, ["reason"] = parsed.GetRequiredValue(reason),
            };
            if (until is not null)
            {
                body["until"] = parsed.GetRequiredValue(until);
            }

            using var client = server.Connect(parsed, terminal);
            var index = parsed.GetRequiredValue(request);
            var answer = await client.PostAsync(
                $"extension-requests/{index}/answer", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, until is not null
                ? new Text($"准予延期：申请 {index}，延至 {body["until"]}", $"granted: request {index}, until {body["until"]}")
                : new Text($"不予延期：申请 {index}", $"refused: request {index}"));
        });
        return command;
    }
}
