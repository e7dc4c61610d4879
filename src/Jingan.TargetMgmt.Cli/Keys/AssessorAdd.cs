using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary><c>jtm assessor add</c> and <c>rotate</c>: registers the public half of a key that is there,
/// a new person's or in place of an older one.</summary>
internal static class AssessorAdd
{
    public static Command Create(CommandConsole terminal) =>
        Create(terminal, "add", new("登记评估员的公钥", "register an assessor's public key"), replaces: null);

    public static Command CreateRotate(CommandConsole terminal) => Create(
        terminal, "rotate",
        new("以新密钥更换同一评估员的旧密钥；旧密钥自此不再有效", "replace an assessor's key by a new one; the old one stops counting"),
        CliOption.Of("--replaces", new("被更换的密钥编号", "the key id that is replaced"), "kid", required: true));

    private static Command Create(CommandConsole terminal, string name, Text description, Option<string>? replaces)
    {
        var server = new ServerOptions();
        var key = new KeyOptions(required: true);
        var signedBy = new SignedByOptions();
        var person = CliOption.Of("--name", new("评估员姓名", "the assessor's name"), "name", required: true);
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(name, description, person, key.Key, key.Kid, signedBy.Key, signedBy.Kid, dryRun,
            server.Server, server.Token);
        if (replaces is not null)
        {
            command.Add(replaces);
        }

        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            using var other = signedBy.Load(parsed);
            var claims = Statements.Assessor(
                await Statements.OriginAsync(client, ct), signer.Kid, signer.PublicKey, parsed.GetRequiredValue(person),
                replaces is null ? null : parsed.GetRequiredValue(replaces), terminal.Now);
            var answer = await Statements.PostAsync(client, "assessors", (other ?? signer).Sign(claims),
                parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, other is null
                ? new Text($"登记评估员密钥 {signer.Kid}（创始密钥，自行签署；请与日志公钥一并公布）",
                    $"registration of the assessor's key {signer.Kid} (the founding key, signed by itself; publish "
                        + "it with the log's key)")
                : new Text($"登记评估员密钥 {signer.Kid}，由 {other.Kid} 签署",
                    $"registration of the assessor's key {signer.Kid}, signed for by {other.Kid}"));
        });
        return command;
    }
}
