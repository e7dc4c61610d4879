using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Files;

/// <summary>The text of a log's key file: above the key, as explanatory text of PEM (RFC 7468 section 5.2), a line with
/// the verifier key. So the file itself says which log it signs for, and whoever publishes the key finds it
/// there.</summary>
public static class LogKeyFile
{
    public static string ToText(NoteSigner signer) => $"{signer.VerifierKey}\n{signer.ToPem()}";

    /// <summary>The verifier key that the file names; null where it names none, as other programs' files do.</summary>
    public static VerifierKey? NamedIn(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end > 0 && VerifierKey.TryParse(text[..end], out var named, out _) ? named : null;
    }

    /// <summary>Why the file is not that of the log with this key; null when nothing in it says so.</summary>
    /// <param name="key">The file's key under the log's name.</param>
    /// <param name="setting">Where that name is configured.</param>
    public static Text? FaultOf(string text, VerifierKey key, string setting) => NamedIn(text) switch
    {
        { } named when named.Name != key.Name => new(
            $"此密钥属于日志 {named.Name}，而 {setting} 为 {key.Name}；请改正 {setting}，或换用该日志的密钥文件",
            $"this is the key of the log {named.Name}, and {setting} is {key.Name}: correct {setting}, or mount that "
                + "log's key file"),
        { } named when named.ToString() != key.ToString() => new(
            $"首行的公钥 {named} 与文件中的私钥不符（应为 {key}）；请从备份取回原文件",
            $"the verifier key in its first line, {named}, is not that of the private key below it ({key}): "
                + "put the original file back"),
        _ => null,
    };
}
