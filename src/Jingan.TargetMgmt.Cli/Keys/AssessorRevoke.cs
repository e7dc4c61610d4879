using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary><c>jtm assessor revoke</c>: a key stops counting; what it signed before stays as it is.</summary>
internal static class AssessorRevoke
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var kid = CliOption.Of("--kid", new("密钥编号", "key id"), "kid", required: true);
        var reason = CliOption.Of("--reason", new("撤销的原因", "why it is revoked"), "text", required: true);
        var since = CliOption.Of("--compromised-since", new(
            "可能泄露的起始时刻（UTC）；仅供说明，不追溯", "since when others may have had it (UTC); it informs and takes nothing back"),
            "yyyy-MM-ddTHH:mm:ss.fffZ");
        var key = new SigningKeyOptions();
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "revoke", new("撤销评估员的密钥；不可撤回", "revoke an assessor's key; cannot be taken back"), kid, reason, since,
            key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var claims = new JsonObject
            {
                ["type"] = "assessor-revocation",
                ["log"] = await Statements.OriginAsync(client, ct),
                ["kid"] = parsed.GetRequiredValue(kid),
                ["reason"] = parsed.GetRequiredValue(reason),
            };
            if (parsed.GetValue(since) is { } instant)
            {
                claims["compromisedSince"] = instant;
            }

            claims["issuedAt"] = UtcText.Format(terminal.Now);
            var answer = await Statements.PostAsync(client, "assessors/revocations", signer.Sign(claims),
                parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(
                terminal, new Text($"撤销密钥 {parsed.GetValue(kid)}", $"revocation of the key {parsed.GetValue(kid)}"));
        });
        return command;
    }
}
