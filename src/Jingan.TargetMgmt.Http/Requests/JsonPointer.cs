using System.Text;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>RFC 6901 pointers from the two path notations that libraries give us.</summary>
public static class JsonPointer
{
    /// <summary>The pointer of the serializer's path <c>$.plan[0].value</c> or <c>$['odd name']</c>.</summary>
    public static string FromJsonPath(string? path)
    {
        var pointer = new StringBuilder();
        for (var i = path is ['$', ..] ? 1 : 0; i < (path?.Length ?? 0);)
        {
            var (token, next) = path![i] switch
            {
                '[' when i + 1 < path.Length && path[i + 1] == '\'' => Until(path, i + 2, "']", 2),
                '[' => Until(path, i + 1, "]", 1),
                '.' => UntilSeparator(path, i + 1),
                _ => UntilSeparator(path, i),
            };
            pointer.Append(Under("", token));
            i = next;
        }

        return pointer.ToString();
    }

    /// <summary>The pointer of a member of what another one points to.</summary>
    public static string Under(string pointer, string member) =>
        $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The first part of a pointer: the member of the whole text that the pointer leads into.
    /// The pointer of the whole text is its own first part.</summary>
    public static string FirstOf(string pointer) =>
        pointer.IndexOf('/', Math.Min(1, pointer.Length)) is > 0 and var end ? pointer[..end] : pointer;

    /// <summary>The pointer of a validator's path <c>Plan[0].Value</c>, with members in camelCase.</summary>
    public static string FromPropertyPath(string path)
    {
        var pointer = FromJsonPath(path).Split('/');
        return string.Join('/', pointer.Select(t => t.Length == 0 ? t : char.ToLowerInvariant(t[0]) + t[1..]));
    }

    private static (string Token, int Next) Until(string path, int start, string end, int length)
    {
        var at = path.IndexOf(end, start, StringComparison.Ordinal);
        return at < 0 ? (path[start..], path.Length) : (path[start..at], at + length);
    }

    private static (string Token, int Next) UntilSeparator(string path, int start)
    {
        var length = path.AsSpan(start).IndexOfAny('.', '[');
        var next = length < 0 ? path.Length : start + length;
        return (path[start..next], next == start ? next + 1 : next);
    }
}
