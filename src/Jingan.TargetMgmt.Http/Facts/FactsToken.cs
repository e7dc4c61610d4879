using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>The token that the other side has issued to this process, in a file of its own: never in a setting,
/// a message or a log.</summary>
internal static class FactsToken
{
    private const int Longest = 512;

    /// <exception cref="FactsUnavailableException">There is no token in the file.</exception>
    public static async Task<string> ReadAsync(string side, string file, CancellationToken ct)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(file, ct)).Trim();
            return token.Length is > 0 and <= Longest && token.All(c => c is > ' ' and <= '~')
                ? token
                : throw new FactsUnavailableException(side, new($"{file} 中不是一个令牌", $"{file} does not hold a token"));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new FactsUnavailableException(side, new($"无法读取令牌文件 {file}", $"the token file {file} cannot be read"),
                missing);
        }
    }
}
