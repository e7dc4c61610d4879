using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary><c>jtm key new</c>: makes an assessor's key pair; only the public half is ever shown or sent.</summary>
internal static class KeyNew
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var file = KeyFile.Option();
        var name = CliOption.Of("--name", new("评估员姓名", "the assessor's name"), "name");
        var register = CliOption.Flag("--register", new("同时向服务登记公钥", "also register the public key with the service"));
        var signedBy = new SignedByOptions();
        var isEd25519 = CliOption.Flag(
            "--ed25519", new("Ed25519 密钥（EdDSA）；默认为 P-256（ES256）", "an Ed25519 key (EdDSA); by default P-256 (ES256)"));
        var command = CliOption.Command("new", new("生成评估员的签名密钥", "make an assessor's signing key"), file, name,
            isEd25519, register, signedBy.Key, signedBy.Kid, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(register) && parsed.GetValue(name) is null)
            {
                throw ClientException.Impossible(new("登记须有 --name。", "--register needs --name."));
            }

            using var client = parsed.GetValue(register) ? server.Connect(parsed, terminal) : null;
            using var other = signedBy.Load(parsed);
            using var key = parsed.GetValue(isEd25519) ? AssessorKey.NewEd25519() : AssessorKey.New();
            Keep(parsed.GetRequiredValue(file), key, parsed.GetValue(name));
            var body = Body(key, parsed.GetValue(name));
            Show(terminal, parsed.GetRequiredValue(file), key.Kid, body, isFinal: client is null);
            return client is null
                ? ExitCode.Done
                : await RegisterAsync(
                    client, key, other ?? key, parsed.GetRequiredValue(file), parsed.GetRequiredValue(name),
                    terminal, ct);
        });
        return command;
    }

    // A run that made the key and could not register it left it there: whoever repeats the line means that key.
    private static void Keep(string path, AssessorKey key, string? name)
    {
        if (!KeyFile.TryCreate(path, key.ToPem()))
        {
            throw ClientException.Refused(new(
                $"{path} 已存在，不会覆盖。若是先前生成而尚未登记的密钥，请登记：{Registration(path, name)}；另要新密钥则换一个文件名。",
                $"{path} exists and is not overwritten. If it is a key that was made before and is not registered yet: "
                    + $"{Registration(path, name)}; for another key choose another name."));
        }
    }

    private static string Registration(string path, string? name) =>
        $"jtm assessor add --key {Quoted(path)} --name {(name is null ? "…" : Quoted(name))}";

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"'{word}'" : word;

    private static JsonObject Body(AssessorKey key, string? name)
    {
        var body = new JsonObject
        {
            ["kid"] = key.Kid,
            ["publicKey"] = JsonSerializer.SerializeToNode(key.PublicKey, WireJson.Options),
        };
        if (name is not null)
        {
            body["name"] = name;
        }

        return body;
    }

    private static void Show(CommandConsole terminal, string path, string kid, JsonObject body, bool isFinal)
    {
        if (!terminal.IsJson)
        {
            terminal.Write(KeyFile.KeptIn(path));
            terminal.Write($"kid: {kid}");
            terminal.Write(new Text("登记内容（jtm assessor add）：", "to be registered (jtm assessor add):"));
            terminal.Write(body);
        }
        else if (isFinal)
        {
            terminal.Write(body);
        }
    }

    private static async Task<int> RegisterAsync(
        ApiClient client, AssessorKey key, AssessorKey signer, string path, string name, CommandConsole terminal,
        CancellationToken ct)
    {
        var again = Registration(path, name);
        var keyIsKept = new Text(
            $"私钥已保存，公钥尚未确认登记；排除原因后请登记：{again}",
            $"the private key is kept, its registration is not confirmed; once the cause is gone: {again}");
        try
        {
            var claims = Statements.Assessor(await Statements.OriginAsync(client, ct), key.Kid, key.PublicKey,
                name, null, terminal.Now);
            var answer = await Statements.PostAsync(client, "assessors", signer.Sign(claims), isDryRun: false, ct);
            return answer.ReportWrite(
                terminal, new Text($"公钥 {key.Kid} 的登记", $"registration of the public key {key.Kid}"));
        }
        catch (ServerRefusal refusal)
        {
            var exit = terminal.Report(refusal);
            terminal.WriteDetail(keyIsKept.Current);
            return exit;
        }
        catch (ClientException failure)
        {
            throw new ClientException(failure.Kind, $"{failure.Message} {keyIsKept.Current}");
        }
    }
}
