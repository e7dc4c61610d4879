using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary>The file the token commands work on.</summary>
internal static class TokenFile
{
    private const int IdLength = 12;

    public static Option<string> Option()
    {
        var file = CliOption.File("--file", new("令牌文件", "the token file"));
        file.DefaultValueFactory = _ => Path.Combine("data", AccessTokenFile.FileName);
        return file;
    }

    /// <summary>Names a line without giving anything away: the first digits of the token's hash.</summary>
    public static string IdOf(AccessToken token) => token.Sha256[..Math.Min(IdLength, token.Sha256.Length)];

    /// <summary>The last moment a token is taken, as the people of Shanghai read it.</summary>
    public static string LastMoment(AccessToken token) => UtcText.TryParse(token.Expires, out var expires)
        ? expires.AddMilliseconds(-1).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", null)
        : token.Expires;

    /// <summary>Every line of the file; none when there is no file.</summary>
    public static IReadOnlyList<AccessToken> Read(string path) => Read(path, new("令牌文件", "token file"),
        new("令牌文件（令牌的 JSON 数组）", "token file (a JSON array of tokens)"), AccessTokenFile.Read);

    /// <summary>Every line of one of the files of who may come in.</summary>
    /// <param name="kind">What the file is.</param>
    /// <param name="form">What has to stand in it.</param>
    public static IReadOnlyList<T> Read<T>(string path, Text kind, Text form, Func<string, IReadOnlyList<T>> read) =>
        InputFile.Read(path, kind, () =>
        {
            try
            {
                return read(path);
            }
            catch (InvalidDataException fault)
            {
                var slip = JsonSlip.Of(fault);
                throw ClientException.Impossible(new(
                    $"{path} 不是{form.Zh}：{slip.Zh}", $"{path} is no {form.En}: {slip.En}"));
            }
        });

    /// <summary>Insists that there is such a file.</summary>
    /// <exception cref="ClientException">There is none.</exception>
    public static void Require(string path, string made)
    {
        if (!Path.Exists(path))
        {
            throw ClientException.Impossible(new(
                $"没有文件 {path}；用 --file 指定，或用 {made} 新建。",
                $"there is no {path}; name it with --file, or make it with {made}."));
        }
    }

    public static void Write(string path, IEnumerable<AccessToken> tokens) =>
        AccessFolder.Write(path, () => AccessTokenFile.Write(path, tokens));
}
