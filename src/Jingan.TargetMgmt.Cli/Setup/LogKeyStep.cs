using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>The key of a side's log. One that is there is never replaced: a log ends with its key.</summary>
internal static class LogKeyStep
{
    public static SetupStep Of(SetupAnswers answers, string side, FileOwner? owner)
    {
        var (path, origin) = (answers.KeyFileOf(side), answers.OriginOf(side));
        return new(
            new($"日志 {origin} 的密钥 {path}", $"key {path} of the log {origin}"),
            () => File.Exists(path) && (owner is null || FileOwner.Of(path)?.User == owner.User),
            () =>
            {
                KeyFile.TryCreate(path, LogKeyFile.ToText(NoteSigner.NewEd25519(origin)));
                owner?.Take(path);
            })
        {
            Refusal = () => File.Exists(path) ? FaultOf(path, origin, $"{side}Origin") : FaultWithout(answers, side),
        };
    }

    /// <summary>What others pin: read from the key that is there, under the log's name.</summary>
    public static VerifierKey VerifierKeyOf(SetupAnswers answers, string side) =>
        NoteSigner.FromPem(answers.OriginOf(side), InputFile.ReadText(answers.KeyFileOf(side))).VerifierKey;

    private static Text? FaultOf(string path, string origin, string member)
    {
        var text = InputFile.ReadText(path, new("密钥文件", "key file"));
        try
        {
            return LogKeyFile.FaultOf(text, NoteSigner.FromPem(origin, text).VerifierKey, member) is { } other
                ? new($"{path}：{other.Zh}", $"{path}: {other.En}")
                : null;
        }
        catch (FormatException fault)
        {
            return new($"{path} 不是日志密钥：{fault.Message}", $"{path} is no log's key: {fault.Message}");
        }
    }

    private static Text? FaultWithout(SetupAnswers answers, string side) =>
        answers.Engine == SetupAnswers.Sqlite && DatabaseStep.HasLog(answers, side)
            ? new(
                $"{DatabaseStep.FileOf(answers, side)} 中已有日志，却没有其密钥 {answers.KeyFileOf(side)}；请从备份取回密钥",
                $"{DatabaseStep.FileOf(answers, side)} has a log in it, and its key {answers.KeyFileOf(side)} is not "
                    + "there: put the key back from where it is kept")
            : null;
}
