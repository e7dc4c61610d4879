using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary><c>jtm access approve</c>: an assessor approves an evaluator's token; whose it is, and until when,
/// is shown and signed.</summary>
internal static class AccessApprove
{
    private const int ShortestFingerprint = 8;

    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var key = new KeyOptions(required: true);
        var request = new Argument<string>("request")
        {
            Description = new Text("登记序号，或令牌指纹的前若干位（见 jtm access list）",
                "the entry's index, or the first digits of the token's fingerprint (see jtm access list)").Current,
        };
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "approve",
            new("以评估员密钥批准评估方令牌；在本机签名", "approve an evaluator's token with an assessor's key, signed on this machine"),
            request, key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var item = Named(parsed.GetRequiredValue(request), await AccessList.ReadAsync(client, "evaluation", ct));
            var claims = new JsonObject
            {
                ["type"] = "access-approval", ["log"] = await Statements.OriginAsync(client, ct),
                ["fingerprint"] = item.Fingerprint,
                ["name"] = item.Name, ["role"] = item.Role, ["until"] = item.Until,
                ["issuedAt"] = UtcText.Format(terminal.Now),
            };
            var answer = await Statements.PostAsync(
                client, "access/approvals", signer.Sign(claims), parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, new Text(
                $"令牌 {item.Fingerprint[..12]} 的批准：{item.Name}（{item.Role}），至 {item.Until}，登记于第 {item.Index} 条",
                $"approval of the token {item.Fingerprint[..12]}: {item.Name} ("
                    + $"{item.Role}), until {item.Until}, on record in entry {item.Index}"));
        });
        return command;
    }

    private static AccessList.Item Named(string request, IReadOnlyList<AccessList.Item> items)
    {
        var open = items.Where(i => i.State is "notApproved" or "inForce"
            && ($"{i.Index}" == request
                || (request.Length >= ShortestFingerprint
                    && i.Fingerprint.StartsWith(request, StringComparison.OrdinalIgnoreCase)))).ToList();
        return open is [var one] ? one : throw ClientException.Refused(open.Count == 0
            ? new($"没有在册的令牌 {request}；用 jtm access list 查看。", $"no token on record is {request}; see jtm access list.")
            : new($"有多个令牌以 {request} 开头；请多给几位。", $"several fingerprints begin with {request}; give more digits."));
    }
}
