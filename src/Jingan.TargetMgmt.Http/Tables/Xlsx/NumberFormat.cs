using System.Text;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A number's format (ECMA-376 Part 1, 18.8.30 and 18.8.31), as far as it decides what a number
/// means.</summary>
/// <param name="Code">The format code; null of <c>General</c>.</param>
/// <param name="Kind">What the number is.</param>
/// <param name="Digits">How many digits it has at least before the point, as of <c>000</c>.</param>
internal sealed record NumberFormat(string? Code, FormatKind Kind, int Digits)
{
    public static readonly NumberFormat General = new(null, FormatKind.Plain, 1);

    /// <summary>Reads a format code by the first of its sections: the others say the same of negative numbers, of
    /// zero and of texts.</summary>
    public static NumberFormat Of(string code)
    {
        var bare = Bare(code, out var isElapsed);
        if (bare.Length == 0 || bare is "general" or "g/通用格式")
        {
            return bare.Length == 0 ? General with { Code = code, Kind = isElapsed ? FormatKind.Elapsed : 0 } : General;
        }

        bare = bare.Replace("general", "", StringComparison.Ordinal).Replace("g/通用格式", "", StringComparison.Ordinal);
        var isPercent = bare.Contains('%', StringComparison.Ordinal);
        var kind = isElapsed ? FormatKind.Elapsed
            : Calendar(bare) is { } calendar ? calendar
            : isPercent ? FormatKind.Percent
            : IsScaled(bare) ? FormatKind.Scaled
            : FormatKind.Plain;
        return new(code, kind, kind == FormatKind.Plain && bare.All(c => c == '0') ? bare.Length : 1);
    }

    // Of a date or a time, what it shows. An m beside hours or seconds alone is minutes; e is the year of an era, but
    // in E+ the exponent.
    private static FormatKind? Calendar(string bare)
    {
        var hasTime = bare.AsSpan().ContainsAny('h', 's');
        var letters = bare.Replace("e+", "", StringComparison.Ordinal).Replace("e-", "", StringComparison.Ordinal);
        var (hasYear, hasDay) = (letters.AsSpan().ContainsAny('y', 'e'), letters.AsSpan().ContainsAny('d', 'a'));
        var hasMonth = letters.Contains('m', StringComparison.Ordinal) && (!hasTime || hasYear || hasDay);
        return (hasYear || hasDay || hasMonth, hasTime) switch
        {
            (true, true) => FormatKind.DayTime,
            (false, true) => FormatKind.Time,
            (true, false) => hasYear && hasMonth && !hasDay ? FormatKind.Month : FormatKind.Day,
            _ => null,
        };
    }

    // A comma after the last digit divides by a thousand (18.8.31); a point that is only drawn between digits, as in
    // 0\.0,"万", moves it further.
    private static bool IsScaled(string bare)
    {
        var last = bare.AsSpan().LastIndexOfAny('0', '#', '?');
        return (last >= 0 && last + 1 < bare.Length && bare[last + 1] == ',')
            || bare.Contains("0,.", StringComparison.Ordinal) || bare.Contains("#,.", StringComparison.Ordinal)
            || bare.Contains('\0', StringComparison.Ordinal);
    }

    // The first section in lower case, without what is drawn as it stands: quoted, escaped, in brackets, for width.
    private static string Bare(string code, out bool isElapsed)
    {
        var bare = new StringBuilder();
        isElapsed = false;
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = EndOf(code, at, '"');
                    break;
                case '[':
                    var end = EndOf(code, at, ']');
                    var inside = code.AsSpan(at + 1, Math.Max(0, end - at - 1));
                    isElapsed |= !inside.IsEmpty && (inside.Trim("hH").IsEmpty || inside.Trim("mM").IsEmpty
                        || inside.Trim("sS").IsEmpty);
                    at = end;
                    break;
                case '\\' or '!' when at + 1 < code.Length && code[at + 1] == '.' && bare is [.., '0' or '#' or '?']:
                    bare.Append('\0'); // a point that is only drawn
                    at++;
                    break;
                case '\\' or '!' or '_' or '*':
                    at++;
                    break;
                case '上' or '下' or '午' or '/' when !bare.Equals("g"): // but of G/通用格式
                    break;
                default:
                    bare.Append(char.ToLowerInvariant(code[at]));
                    break;
            }
        }

        return bare.Replace("ampm", "").Replace("ap", "").ToString().Trim();
    }

    private static int EndOf(string code, int start, char mark) =>
        code.IndexOf(mark, start + 1) is >= 0 and var end ? end : code.Length;
}
