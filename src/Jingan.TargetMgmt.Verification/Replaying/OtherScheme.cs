using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Cli.Files;

namespace Jingan.TargetMgmt.Cli.Replaying;

/// <summary>Reading the schemes of a replay.</summary>
internal static class OtherScheme
{
    /// <summary>The scheme in a file, else the one that is published under that version.</summary>
    /// <exception cref="CommandFailure">There is neither, or the file holds none.</exception>
    public static ColourScheme Find(string named, IReadOnlyDictionary<string, ColourScheme> published) =>
        Path.Exists(named) ? Read(InputFile.ReadBytes(named), named)
        : published.TryGetValue(named, out var scheme) ? scheme
        : throw CommandFailure.Impossible(new(
            $"没有文件 {named}，日志中也没有这个版本的办法；有：{string.Join("、", published.Keys)}。",
            $"there is no file {named}, and the log holds no scheme of that version; it holds: {string.Join(", ", published.Keys)}."));

    /// <exception cref="CommandFailure">It is no scheme.</exception>
    public static ColourScheme Read(ReadOnlySpan<byte> utf8Json, string where) => ColourScheme.TryRead(utf8Json, out var scheme, out var errors)
        ? scheme
        : throw CommandFailure.Impossible(new(
            $"{where} 不是有效的办法：{errors[0].Pointer} {errors[0].Message.Zh}", $"{where} is no scheme: {errors[0].Pointer} {errors[0].Message.En}"));
}
