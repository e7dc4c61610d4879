using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Replaying;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>Another scheme to ask in a replay.</summary>
internal static class OtherScheme
{
    /// <summary>The scheme in a file, else the one that is published under that version.</summary>
    /// <exception cref="ClientException">There is neither, or the file holds none.</exception>
    public static ColourScheme Find(string named, IReadOnlyDictionary<string, ColourScheme> published) =>
        Path.Exists(named) ? LoggedScheme.Read(InputFile.ReadBytes(named), named)
        : published.TryGetValue(named, out var scheme) ? scheme
        : throw ClientException.Impossible(new(
            $"没有文件 {named}，日志中也没有这个版本的办法；有：{string.Join("、", published.Keys)}。",
            $"there is no file {named}, and the log holds no scheme of that version; it "
                + $"holds: {string.Join(", ", published.Keys)}."));
}
