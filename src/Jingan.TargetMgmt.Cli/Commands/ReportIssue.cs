using System.CommandLine;
using System.Text;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Cli.Signing;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary><c>jtm report issue</c>: the period's evaluation report 评估报告, signed here; it releases all its ratings at once.</summary>
internal static class ReportIssue
{
    public static Command Create(Terminal terminal)
    {
        var server = new ServerOptions();
        var key = new KeyOptions(required: true);
        var period = Opt.Period();
        var summary = Opt.Of("--summary", new("总体评价", "the overall assessment"), "text", required: true);
        var withoutSecondMark = Opt.Flag("--without-second-mark", new(
            "尚有目标未复评也出具；报告将列出这些目标，且不签署统计", "issue although targets have no second mark; the report lists them, and no statistics are signed"));
        var dryRun = Opt.DryRun();
        var command = Opt.Command("issue", new("出具本期评估报告并公布全部评定；不可撤回", "issue the period's evaluation report and release its ratings; cannot be taken back"),
            period, summary, withoutSecondMark, key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var code = parsed.GetRequiredValue(period);
            var draft = await ReportDraft.ReadAsync(client, code, parsed.GetRequiredValue(summary), parsed.GetValue(withoutSecondMark), ct);
            var jws = signer.Sign(draft.IssuedAt(terminal.Now));
            var answer = await client.PostAsync("evaluation-reports", CompactJws.MediaType, Encoding.ASCII.GetBytes(jws), parsed.GetValue(dryRun), ct);
            var counts = draft.Hidden > 0
                ? new Text($"{draft.Hidden} 项密封", $"{draft.Hidden} sealed").Current
                : string.Join(", ", draft.Claims["statistics"]!["byColour"]!.AsObject().Select(c => $"{c.Key} {c.Value}"));
            return answer.ReportWrite(terminal, new Text($"{code} 评估报告：评定 {draft.Ratings} 项（{counts}）", $"evaluation report {code}: {draft.Ratings} ratings ({counts})"));
        });
        return command;
    }
}
