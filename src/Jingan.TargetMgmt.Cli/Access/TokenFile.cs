using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary>The file the token commands work on.</summary>
internal static class TokenFile
{
    /// <summary>Its name, in the storage directory.</summary>
    public const string FileName = "access-tokens.json";

    private const int IdLength = 12;

    public static Option<string> Option()
    {
        var file = CliOption.File("--file", new("令牌文件", "the token file"));
        file.DefaultValueFactory = _ => Path.Combine("data", FileName);
        return file;
    }

    /// <summary>Names a line without giving anything away: the first digits of the token's hash.</summary>
    public static string IdOf(AccessToken token) => token.Sha256[..Math.Min(IdLength, token.Sha256.Length)];

    /// <summary>The last moment a token is taken, as the people of Shanghai read it.</summary>
    public static string LastMoment(AccessToken token) => UtcText.TryParse(token.Expires, out var expires)
        ? expires.AddMilliseconds(-1).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", null)
        : token.Expires;

    /// <summary>Held while the file is read and replaced: of two edits at once, one would undo the other,
    /// and it might be a revocation.</summary>
    public static IDisposable Lock(string path)
    {
        var held = path + ".lock";
        return OutputFile.Write(held, () =>
        {
            try
            {
                return new FileStream(held, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (FileFault.IsInUse(fault))
            {
                throw ClientException.Impossible(new(
                    $"另一个 jtm 正在修改 {path}；请稍后重试。", $"another jtm is changing {path}; try again."));
            }
        });
    }

    /// <summary>Every line of the file; none when there is no file.</summary>
    public static IReadOnlyList<AccessToken> Read(string path) => InputFile.Read(path, new("令牌文件", "token file"), () =>
    {
        try
        {
            return AccessTokenFile.Read(path);
        }
        catch (InvalidDataException fault)
        {
            throw ClientException.Impossible(new(
                $"{path} 不是令牌文件（令牌的 JSON 数组）：{fault.InnerException?.Message}",
                $"{path} is no token file (a JSON array of tokens): {fault.InnerException?.Message}"));
        }
    });

    public static void Write(string path, IEnumerable<AccessToken> tokens) =>
        OutputFile.Write(path, () => AccessTokenFile.Write(path, tokens));
}
