using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Verification.Checks;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>Who could act as the evaluator, and when, as it is printed.</summary>
internal static class AccessLines
{
    public static void Write(CommandConsole terminal, ContentRules content)
    {
        if (content.Access.Since is null && content.Types.ContainsKey(AssessorClaims.TypeName))
        {
            terminal.Write(new Text(
                "访问权限不在此日志中（登记访问之前的日志）：谁能作为评估方操作，无从得知。",
                "access is not on record in this log (it is from before): who could act as the evaluator it does not "
                    + "tell."));
        }
        else if (content.Access.Since is { } since && content.Types.ContainsKey(AssessorClaims.TypeName) && since > 0
            && content.FirstAssessor < since)
        {
            terminal.Write(new Text(
                $"第 {since} 条之前访问权限不在日志中；此前登记的密钥无人签署。",
                $"before entry {since} access was not on record, and nobody signed for the keys registered there."));
        }

        if (content.FoundingKid is { } kid)
        {
            terminal.Write(new Text($"创始评估员密钥：{kid}（第 {content.FirstAssessor} 条）",
                $"founding assessor's key: {kid} (entry {content.FirstAssessor})"));
        }

        foreach (var token in EvaluatorsIn(content))
        {
            var (zh, en) = token.From is not { } from ? ("从未经批准", "never approved")
                : token.IsFounding ? ($"创始令牌，自第 {from} 条", $"the founding token, from entry {from}")
                : ($"自第 {from} 条，由 {token.ApprovedBy} 批准", $"from entry {from}, approved by {token.ApprovedBy}");
            var (endZh, endEn) = token.To is { } to
                ? ($"至第 {to} 条（{token.EndedAt}）", $"to entry {to} ({token.EndedAt})")
                : ($"至 {token.Entry.Until}", $"until {token.Entry.Until}");
            terminal.Write(new Text(
                $"评估方令牌 {token.Entry.Fingerprint[..Math.Min(12, token.Entry.Fingerprint.Length)]}（"
                    + $"{token.Entry.Name}，第 {token.Index} 条，{token.Entry.At}）：{zh}，{endZh}",
                $"evaluator's token {token.Entry.Fingerprint[..Math.Min(12, token.Entry.Fingerprint.Length)]} ("
                    + $"{token.Entry.Name}, entry {token.Index}, {token.Entry.At}): {en}, {endEn}"));
        }
    }

    // The government's log has the same access entries, and nothing that approves or founds.
    private static IEnumerable<LoggedAccess> EvaluatorsIn(ContentRules content) =>
        content.Types.ContainsKey("unit") ? [] : content.Access.Evaluators;

    public static JsonArray ToJson(
        ContentRules content) => new([.. EvaluatorsIn(content).Select(t => (JsonNode)new JsonObject
    {
        ["index"] = t.Index, ["name"] = t.Entry.Name, ["fingerprint"] = t.Entry.Fingerprint, ["at"] = t.Entry.At,
        ["until"] = t.Entry.Until, ["from"] = t.From, ["to"] = t.To,
        ["endedAt"] = t.EndedAt, ["approvedBy"] = t.ApprovedBy, ["founding"] = t.IsFounding,
    })]);
}
