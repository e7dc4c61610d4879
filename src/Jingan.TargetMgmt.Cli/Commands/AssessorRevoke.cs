using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary><c>jtm assessor revoke</c>: a key stops counting; what it signed before stays as it is.</summary>
internal static class AssessorRevoke
{
    public static Command Create(Terminal terminal)
    {
        var server = new ServerOptions();
        var kid = Opt.Of("--kid", new("密钥编号", "key id"), "kid", required: true);
        var reason = Opt.Of("--reason", new("撤销的原因", "why it is revoked"), "text", required: true);
        var since = Opt.Of("--compromised-since", new(
            "可能泄露的起始时刻（UTC）；仅供说明，不追溯", "since when others may have had it (UTC); it informs and takes nothing back"), "yyyy-MM-ddTHH:mm:ss.fffZ");
        var dryRun = Opt.DryRun();
        var command = Opt.Command("revoke", new("撤销评估员的密钥；不可撤回", "revoke an assessor's key; cannot be taken back"), kid, reason, since, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var body = new JsonObject { ["kid"] = parsed.GetRequiredValue(kid), ["reason"] = parsed.GetRequiredValue(reason) };
            if (parsed.GetValue(since) is { } instant)
            {
                body["compromisedSince"] = instant;
            }

            var answer = await client.PostAsync(
                "assessors/revocations", "application/json", Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, new Text($"撤销密钥 {parsed.GetValue(kid)}", $"revocation of the key {parsed.GetValue(kid)}"));
        });
        return command;
    }
}
