using System.Text;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>A text in plain signs, and where each of them stands in the report: digits and Latin letters of either
/// width are one, and no space stands between Chinese signs and digits.</summary>
internal sealed class PlainLine
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _at = [];

    public int Length => _text.Length;

    public string Text => _text.ToString();

    public char Last => _text.Length == 0 ? '\0' : _text[^1];

    /// <summary>Where a sign of the text stands in the report, from 0 on.</summary>
    public int OffsetOf(int index) => _at.Count == 0 ? 0 : _at[Math.Min(index, _at.Count - 1)];

    /// <summary>A part of a report.</summary>
    public static PlainLine Of(string report, int start, int end)
    {
        var line = new PlainLine();
        for (var i = start; i < end; i++)
        {
            var sign = Plain(report[i]);
            if (!IsSpace(sign))
            {
                line.Add(sign, i);
            }
            else if (IsLatin(line.Last) && i + 1 < end && IsLatin(Plain(report[i + 1])))
            {
                line.Add(' ', i);
            }
        }

        return line;
    }

    /// <summary>Goes on with another line.</summary>
    public void Append(PlainLine other)
    {
        _text.Append(other._text);
        _at.AddRange(other._at);
    }

    /// <summary>A part of the line.</summary>
    public PlainLine Part(int start, int end)
    {
        var part = new PlainLine();
        for (var i = start; i < end; i++)
        {
            part.Add(_text[i], _at[i]);
        }

        return part;
    }

    private void Add(char sign, int at)
    {
        _text.Append(sign);
        _at.Add(at);
    }

    private static bool IsSpace(char sign) => char.IsWhiteSpace(sign) || sign is '\u200B' or '\uFEFF' or '\u00AD';

    private static bool IsLatin(char sign) => char.IsAsciiLetter(sign);

    private static char Plain(char sign) => sign switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' or '％' or '．' or '－' or '＋' or '／'
            => (char)(sign - '！' + '!'),
        '﹪' => '%',
        _ => sign,
    };
}
