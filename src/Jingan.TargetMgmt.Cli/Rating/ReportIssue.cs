using System.CommandLine;
using System.Text;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary><c>jtm report issue</c>: the period's evaluation report 评估报告, signed here;
/// it releases all its ratings at once.</summary>
internal static class ReportIssue
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var key = new KeyOptions(required: true);
        var period = CliOption.Period();
        var summary = CliOption.Of("--summary", new("总体评价", "the overall assessment"), "text", required: true);
        var withoutSecondMark = CliOption.Flag("--without-second-mark", new(
            "尚有目标未复评也出具；报告将列出这些目标，且不签署统计",
            "issue although targets have no second mark; the report lists them, and no statistics are signed"));
        var unrated = new Option<string[]>("--unrated")
        {
            Description = new Text("已填报而不评定的目标及理由，可重复",
                "a target that was reported on and is not rated, and why; may be repeated").Current,
            HelpName = new Text("目标=理由", "target=reason").Current,
        };
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "issue",
            new("出具本期评估报告并公布全部评定；不可撤回",
                "issue the period's evaluation report and release its ratings; cannot be taken back"),
            period, summary, unrated, withoutSecondMark, key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var code = parsed.GetRequiredValue(period);
            var draft = await ReportDraft.ReadAsync(client, code, parsed.GetRequiredValue(summary),
                parsed.GetValue(withoutSecondMark), ReportStatistics.Of, ct, ReasonsOf(parsed.GetValue(unrated) ?? []));
            var jws = signer.Sign(draft.IssuedAt(terminal.Now));
            var answer = await client.PostAsync(
                "evaluation-reports", CompactJws.MediaType, Encoding.ASCII.GetBytes(jws), parsed.GetValue(dryRun), ct);
            var counts = draft.Hidden > 0
                ? new Text($"{draft.Hidden} 项密封", $"{draft.Hidden} sealed").Current
                : string.Join(", ", draft.Claims["statistics"]!["byColour"]!.AsObject()
                    .Select(c => $"{c.Key} {c.Value}"));
            return answer.ReportWrite(terminal, new Text($"{code} 评估报告：评定 {draft.Ratings} 项（{counts}）",
                $"evaluation report {code}: {draft.Ratings} ratings ({counts})"));
        });
        return command;
    }

    private static Dictionary<string, string> ReasonsOf(string[] given)
    {
        Dictionary<string, string> reasons = [];
        foreach (var text in given)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } target, { Length: > 0 } reason]
                || !reasons.TryAdd(target, reason))
            {
                throw ClientException.Impossible(new($"--unrated 须为 目标=理由，每个目标一次：{text}",
                    $"--unrated must be target=reason, once for each target: {text}"));
            }
        }

        return reasons;
    }
}
