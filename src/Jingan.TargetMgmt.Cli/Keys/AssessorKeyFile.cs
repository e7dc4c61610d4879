using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary>An assessor's key in a file of the user's.</summary>
internal static class AssessorKeyFile
{
    /// <exception cref="ClientException">It cannot be read, or holds no such key.</exception>
    public static AssessorKey Load(string path, string? kid) =>
        AssessorKey.TryRead(InputFile.ReadText(path, new("密钥文件", "key file")), kid)
        ?? throw ClientException.Impossible(new(
            $"{path} 不是未加密的 P-256 或 Ed25519 私钥（PEM）；可用 jtm key new 生成。",
            $"{path} is no unencrypted P-256 or Ed25519 private key (PEM); jtm key new makes one."));
}
