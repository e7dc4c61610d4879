using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary>The key in force that signs for another key; without it a key signs for itself,
/// which counts for the log's first.</summary>
internal sealed class SignedByOptions
{
    public Option<string> Key { get; } = CliOption.File("--signed-by", new(
        "签署登记的在用评估员私钥（PEM）；日志的第一把密钥由其自身签署，不必给出",
        "the private key in force (PEM) that signs for it; the log's first key signs for itself and needs none"));

    public Option<string> Kid { get; } = CliOption.Of(
        "--signed-by-kid", new("其密钥编号；默认为 RFC 7638 指纹", "its key id; by default the RFC 7638 thumbprint"), "kid");

    /// <summary>The key that signs; null when none is named.</summary>
    public AssessorKey? Load(ParseResult parsed) =>
        parsed.GetValue(Key) is { } path ? AssessorKeyFile.Load(path, parsed.GetValue(Kid)) : null;
}
