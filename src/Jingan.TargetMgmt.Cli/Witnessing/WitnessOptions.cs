using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Witnessing;

/// <summary>Who witnesses which logs, and where it is remembered;
/// the same for a witness on the network and for one beside it.</summary>
internal sealed class WitnessOptions
{
    public Option<string> Key { get; } = CliOption.File("--key", new(
        "见证方私钥（jtm key witness 生成）", "the witness's private key (jtm key witness makes one)"), required: true);

    public Option<string> Name { get; } = CliOption.KeyName(
        "--name", new("见证方名称，与 jtm key witness 时相同", "the witness's name, as it was given to jtm key witness"));

    public Option<string[]> Log { get; } = new("--log")
    {
        HelpName = "vkey", Required = true,
        Description = new Text("所见证日志的公钥；可多次给出，同名的属同一日志",
            "key of a log to witness; may be repeated, those of one name are one log's").Current,
    };

    public Option<string> State { get; } = CliOption.Of("--state", new(
        "保存各日志最近一次见证的检查点的目录；丢失后不得沿用原密钥",
        "folder with the checkpoint cosigned last of each log; without it the key must not be used again"), "dir",
        required: true);

    public Witness Open(ParseResult parsed, TimeProvider clock) => new(
        ReadSigner(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Key)),
        parsed.GetRequiredValue(Log).Select(ReadLog).ToList(),
        parsed.GetRequiredValue(State), clock);

    private static CosignatureSigner ReadSigner(string name, string path)
    {
        try
        {
            return CosignatureSigner.FromPem(name, InputFile.ReadText(path, new("密钥文件", "key file")));
        }
        catch (FormatException fault)
        {
            throw ClientException.Impossible(new(
                $"{path} 不是见证私钥：{fault.Message}", $"{path} is no witness's key: {fault.Message}"));
        }
    }

    private static VerifierKey ReadLog(string vkey) =>
        !VerifierKey.TryParse(vkey, out var key, out var fault)
        ? throw ClientException.Impossible(new($"--log {vkey}：{fault}", $"--log {vkey}: {fault}"))
        : key.Algorithm == NoteAlgorithm.CosignatureV1 ? throw ClientException.Impossible(new(
            $"--log {vkey} 是见证方的公钥，不是日志的。", $"--log {vkey} is a witness's key, not a log's."))
        : key;
}
