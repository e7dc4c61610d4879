using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The file of access tokens: a JSON array of <see cref="AccessToken"/>, written by <c>jtm token</c>,
/// read by the service.</summary>
public static class AccessTokenFile
{
    /// <summary>Its name, in the storage directory.</summary>
    public const string FileName = "access-tokens.json";

    /// <summary>Every line of the file; empty when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not such a JSON array.</exception>
    public static IReadOnlyList<AccessToken> Read(string path) => AccessLines.Read<AccessToken>(path);

    /// <summary>Replaces the file in one step, readable by its owner only.</summary>
    public static void Write(string path, IEnumerable<AccessToken> tokens) => AccessLines.Write(path, tokens);

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
        var names = new AlikeNames(tokens);

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
            else if (names.Of(token).Any(place => tokens[place].Role != token.Role))
            {
                refused.Add((token, new("同一持有人只能有一个角色（职责分离）", "one holder, one role: separation of duties")));
            }
            else if (names.Of(token).Where(place => tokens[place].Name != token.Name).ToList() is { Count: > 0 } like)
            {
                var place = PlaceOf(tokens, like.Min(), token);
                refused.Add((token, new($"与{place.Zh}的名称易混淆：一人一名",
                    $"its name cannot be told from that of {place.En}: one person, one name")));
            }
            else
            {
                usable.Add(token);
            }
        }

        return (usable, refused);
    }

    // Of a line by its place in its file, for this is logged: a log has no names.
    private static Text PlaceOf(IReadOnlyList<AccessToken> lines, int index, AccessToken beside)
    {
        var isPerson = lines[index].Subject is not null;
        var number = lines.Take(index + 1).Count(l => l.Subject is not null == isPerson);
        var file = isPerson ? AccessPeopleFile.FileName : AccessTokenFile.FileName;
        return beside.Subject is not null == isPerson
            ? new($"第 {number} 条", $"no. {number}")
            : new($" {file} 第 {number} 条", $"no. {number} of {file}");
    }

    // The places of the names that look alike, found without comparing every name with every other.
    private sealed class AlikeNames
    {
        private readonly ILookup<string, int> _folded;
        private readonly ILookup<string, int> _upright;

        public AlikeNames(IReadOnlyList<AccessToken> tokens)
        {
            var looks = tokens.Select((t, place) => (Looks: PersonName.LooksOf(t.Name), place)).ToList();
            _folded = looks.ToLookup(l => l.Looks.Folded, l => l.place);
            _upright = looks.ToLookup(l => l.Looks.Upright, l => l.place);
        }

        public IEnumerable<int> Of(AccessToken token)
        {
            var (folded, upright) = PersonName.LooksOf(token.Name);
            return _folded[folded].Concat(_upright[upright]);
        }
    }
}
