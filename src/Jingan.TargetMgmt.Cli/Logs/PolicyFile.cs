using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>Whom to believe (C2SP tlog-policy). It comes from the user:
/// a key that the log itself offers would prove nothing.</summary>
internal static class PolicyFile
{
    public static Option<string> Option() => CliOption.File("--policy", new(
        "信任的日志公钥与见证方（C2SP tlog-policy）；请由日志之外的途径取得",
        "the logs and witnesses that are trusted (C2SP tlog-policy); get it by another way than from the log"),
        required: true);

    public static WitnessPolicy Read(string path)
    {
        return WitnessPolicy.TryParse(InputFile.ReadBytes(path, new("策略文件", "policy")), out var policy, out var fault)
            ? policy
            : throw new ClientException(FailureKind.Impossible,
                new Text($"{path} 不是有效的策略文件：", $"{path} is no policy:").Current)
            { Details = fault.Split('\n') };
    }
}
