using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary><c>jtm key log</c>: makes the key that a log signs its checkpoints with.</summary>
internal static class KeyLog
{
    public static Command Create(CommandConsole terminal)
    {
        var origin = CliOption.KeyName("--origin", new(
            "日志名称（检查点首行），如 example.gov.cn/evaluation；不可再改",
            "the log's name (first line of its checkpoints), such as example.gov.cn/evaluation; final"));
        var file = KeyFile.Option();
        var sm2 = CliOption.Flag("--sm2", new(
            "生成国密 SM2 密钥，作为第二行签名（Log:Sm2KeyFile）", "make an SM2 key, for a second signature line (Log:Sm2KeyFile)"));
        var command = CliOption.Command("log", new("生成日志签名密钥（Ed25519）", "make a log's signing key (Ed25519)"), origin,
            file, sm2);
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(origin);
            var signer = parsed.GetValue(sm2) ? NoteSigner.NewSm2(name) : NoteSigner.NewEd25519(name);
            return Keep(parsed.GetRequiredValue(file), signer, terminal);
        });
        return command;
    }

    // Made by root, a key is whose the folder is: the service has to read it.
    private static int Keep(string path, NoteSigner signer, CommandConsole terminal)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        var owner = DataOwner.Of([DataOwner.NearestTo(folder)]);
        var made = DataOwner.MissingOf(folder);
        var exit = KeyFile.Create(terminal, path, LogKeyFile.ToText(signer), signer.VerifierKey);
        made.Prepend(path).ToList().ForEach(owner.Take);
        return exit;
    }
}
