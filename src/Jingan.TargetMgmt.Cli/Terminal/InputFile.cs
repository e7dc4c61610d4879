using System.Text;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>A file that a command reads. All commands read here,
/// so that whatever is wrong with it is said alike and in the chosen language.</summary>
internal static class InputFile
{
    private static readonly Text Plain = new("文件", "file");

    // What is signed or sent must be what stands in the file:
    // a byte that is no UTF-8 would silently become a question mark.
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="kind">What the file is to the command; by default just a file.</param>
    /// <exception cref="ClientException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path, Text? kind = null) => Read(path, kind, () => File.ReadAllBytes(path));

    /// <summary>UTF-8 text, without its byte order mark.</summary>
    /// <exception cref="ClientException">It cannot be read, or is no UTF-8.</exception>
    public static string ReadText(string path, Text? kind = null) => Decode(ReadBytes(path, kind), path);

    /// <summary>The lines of a UTF-8 text; line ends of either kind.</summary>
    /// <exception cref="ClientException">It cannot be read, or is no UTF-8.</exception>
    public static string[] ReadLines(string path, Text? kind = null) =>
        ReadText(path, kind).ReplaceLineEndings("\n").Split('\n');

    /// <exception cref="ClientException">It cannot be read.</exception>
    public static FileStream Open(string path, Text? kind = null) =>
        Read(path, kind, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));

    /// <summary>Runs what reads the file.</summary>
    /// <exception cref="ClientException">It cannot be read.</exception>
    public static T Read<T>(string path, Text? kind, Func<T> read)
    {
        try
        {
            return Directory.Exists(path)
                ? throw ClientException.Impossible(FileFault.Folder(path, kind ?? Plain))
                : read();
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw FileFault.OfReading(path, kind ?? Plain, fault);
        }
    }

    /// <exception cref="ClientException">The bytes are no UTF-8.</exception>
    private static string Decode(byte[] bytes, string path)
    {
        var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)
            ? bytes.AsSpan(Encoding.UTF8.Preamble.Length)
            : bytes;
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException fault)
        {
            var line = text[..Math.Clamp(fault.Index, 0, text.Length)].Count((byte)'\n') + 1;
            throw ClientException.Impossible(new(
                $"{path} 不是 UTF-8 编码的文本（第 {line} 行）；请另存为 UTF-8 后重试。",
                $"{path} is no UTF-8 text (line {line}); save it as UTF-8 and try again."));
        }
    }
}
