using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary>The key in force that signs, where <c>--kid</c> already names the key that is spoken of.</summary>
internal sealed class SigningKeyOptions
{
    public Option<string> Key { get; } = CliOption.File("--key", new(
        "签署用的在用评估员私钥（PEM）；只在本机签名", "the private key in force (PEM) that signs; it signs on this machine"),
        required: true);

    public Option<string> Kid { get; } = CliOption.Of(
        "--key-kid", new("其密钥编号；默认为 RFC 7638 指纹", "its key id; by default the RFC 7638 thumbprint"), "kid");

    public AssessorKey Load(ParseResult parsed) =>
        AssessorKeyFile.Load(parsed.GetRequiredValue(Key), parsed.GetValue(Kid));
}
