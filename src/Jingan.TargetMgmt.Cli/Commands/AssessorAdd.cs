using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Cli.Signing;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary><c>jtm assessor add</c> and <c>rotate</c>: registers the public half of a key that is there, a new person's or in place of an older one.</summary>
internal static class AssessorAdd
{
    public static Command Create(Terminal terminal) =>
        Create(terminal, "add", new("登记评估员的公钥", "register an assessor's public key"), replaces: null);

    public static Command CreateRotate(Terminal terminal) => Create(
        terminal, "rotate", new("以新密钥更换同一评估员的旧密钥；旧密钥自此不再有效", "replace an assessor's key by a new one; the old one stops counting"),
        Opt.Of("--replaces", new("被更换的密钥编号", "the key id that is replaced"), "kid", required: true));

    private static Command Create(Terminal terminal, string name, Text description, Option<string>? replaces)
    {
        var server = new ServerOptions();
        var key = new KeyOptions(required: true);
        var person = Opt.Of("--name", new("评估员姓名", "the assessor's name"), "name", required: true);
        var dryRun = Opt.DryRun();
        var command = Opt.Command(name, description, person, key.Key, key.Kid, dryRun, server.Server, server.Token);
        if (replaces is not null)
        {
            command.Add(replaces);
        }

        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var body = new JsonObject
            {
                ["kid"] = signer.Kid, ["publicKey"] = JsonSerializer.SerializeToNode(signer.PublicKey, WireJson.Options), ["name"] = parsed.GetRequiredValue(person),
            };
            if (replaces is not null)
            {
                body["replaces"] = parsed.GetRequiredValue(replaces);
            }

            var answer = await client.PostAsync("assessors", "application/json", Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, new Text($"评估员密钥 {signer.Kid}", $"assessor's key {signer.Kid}"));
        });
        return command;
    }
}
