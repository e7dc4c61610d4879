using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The file of access tokens: a JSON array of <see cref="AccessToken"/>, written by <c>jtm token</c>,
/// read by the service.</summary>
public static class AccessTokenFile
{
    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    /// <summary>Every line of the file; empty when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not such a JSON array.</exception>
    public static IReadOnlyList<AccessToken> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            var tokens = JsonSerializer.Deserialize<List<AccessToken>>(File.ReadAllBytes(path), WireJson.Options);
            return tokens?.Contains(null!) == false ? tokens : throw new JsonException("not an array of tokens");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>Replaces the file in one step, readable by its owner only.</summary>
    public static void Write(string path, IEnumerable<AccessToken> tokens)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        OwnerOnlyFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(tokens.ToList(), Indented));
    }

    /// <summary>Separates the lines that may be used from those that may not, with the reason.</summary>
    /// <remarks>
    /// Separation of duties: no token has two roles, and neither has any holder.
    /// Every line that takes part in such a pair is refused, because nobody can tell which of them was meant.
    /// </remarks>
    public static (IReadOnlyList<AccessToken> Usable, IReadOnlyList<(AccessToken Token, Text Reason)> Refused) Sort(
        IReadOnlyList<AccessToken> tokens)
    {
        var sameSecret = tokens.GroupBy(t => t.Sha256).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        var samePerson = tokens.Where(t => t.Subject is not null).GroupBy(t => t.Subject).Where(g => g.Count() > 1)
            .Select(g => g.Key).ToHashSet();

        List<AccessToken> usable = [];
        List<(AccessToken, Text)> refused = [];
        foreach (var token in tokens)
        {
            if (token.Fault() is { } fault)
            {
                refused.Add((token, fault));
            }
            else if (token.Subject is not null && samePerson.Contains(token.Subject))
            {
                refused.Add((token, new("同一 subject 出现了多次：一人一行",
                    "the same subject stands there more than once: one person, one line")));
            }
            else if (sameSecret.Contains(token.Sha256))
            {
                refused.Add((token,
                    new("同一令牌出现了多次：一个令牌只能有一个角色", "the same token stands there more than once: one token, one role")));
            }
            else if (tokens.Any(t => t.Role != token.Role && PersonName.AreAlike(t.Name, token.Name)))
            {
                refused.Add((token, new("同一持有人只能有一个角色（职责分离）", "one holder, one role: separation of duties")));
            }
            else if (tokens.FirstOrDefault(t =>
                t.Name != token.Name && PersonName.AreAlike(t.Name, token.Name)) is { } like)
            {
                // by its place, for this is logged: a log has no names
                var place = tokens.ToList().IndexOf(like) + 1;
                refused.Add((token,
                    new($"与第 {place} 条的名称易混淆：一人一名",
                        $"its name cannot be told from that of no. {place}: one person, one name")));
            }
            else
            {
                usable.Add(token);
            }
        }

        return (usable, refused);
    }
}
