using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary>The options that say with which key an assessor signs. The key never leaves this machine.</summary>
internal sealed class KeyOptions(bool required)
{
    public Option<string> Key { get; } = CliOption.File("--key", new(
        "评估员私钥（PEM）；只在本机签名", "the assessor's private key (PEM); it signs on this machine"), required);

    public Option<string> Kid { get; } = CliOption.Of(
        "--kid", new("密钥编号；默认为 RFC 7638 指纹", "key id; by default the RFC 7638 thumbprint"), "kid");

    public AssessorKey Load(ParseResult parsed) =>
        AssessorKeyFile.Load(parsed.GetRequiredValue(Key), parsed.GetValue(Kid));
}
