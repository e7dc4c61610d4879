using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary><c>jtm key witness</c>: makes the key that a witness 见证方 cosigns with.</summary>
internal static class KeyWitness
{
    public static Command Create(CommandConsole terminal)
    {
        var name = CliOption.KeyName(
            "--name", new("见证方名称，如 witness.example.gov.cn", "the witness's name, such as witness.example.gov.cn"));
        var file = KeyFile.Option();
        var command = CliOption.Command("witness", new("生成见证方密钥（Ed25519）", "make a witness's key (Ed25519)"), name,
            file);
        command.SetAction(parsed =>
        {
            var signer = CosignatureSigner.NewEd25519(parsed.GetRequiredValue(name));
            return KeyFile.Create(terminal, parsed.GetRequiredValue(file), signer.ToPem(), signer.VerifierKey);
        });
        return command;
    }
}
