using System.CommandLine;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http.Access;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary>The file the token commands work on.</summary>
internal static class TokenFile
{
    private const int IdLength = 12;

    public static Option<string> Option()
    {
        var file = Opt.File("--file", new("令牌文件", "the token file"));
        file.DefaultValueFactory = _ => Path.Combine("data", "access-tokens.json");
        return file;
    }

    /// <summary>Names a line without giving anything away: the first digits of the token's hash.</summary>
    public static string IdOf(AccessToken token) => token.Sha256[..Math.Min(IdLength, token.Sha256.Length)];

    /// <summary>The last moment a token is taken, as the people of Shanghai read it.</summary>
    public static string LastMoment(AccessToken token) => UtcText.TryParse(token.Expires, out var expires)
        ? expires.AddMilliseconds(-1).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", null)
        : token.Expires;

    /// <summary>Held while the file is read and replaced: of two edits at once, one would undo the other, and it might be a revocation.</summary>
    public static IDisposable Lock(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw CommandFailure.Impossible(new(
                $"另一个 jtm 正在修改 {path}；请稍后重试。（{fault.Message}）", $"another jtm is changing {path}; try again. ({fault.Message})"));
        }
    }
}
