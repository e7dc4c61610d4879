using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Verification.Replaying;

/// <summary>Reads the schemes of a replay.</summary>
internal static class LoggedScheme
{
    /// <exception cref="ClientException">It is no scheme.</exception>
    public static ColourScheme Read(ReadOnlySpan<byte> utf8Json, string where) =>
        ColourScheme.TryRead(utf8Json, out var scheme, out var errors)
        ? scheme
        : throw ClientException.Impossible(new(
            $"{where} 不是有效的办法：{errors[0].Pointer} {errors[0].Message.Zh}",
            $"{where} is no scheme: {errors[0].Pointer} {errors[0].Message.En}"));
}
