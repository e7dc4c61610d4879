using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>A sentence, and the clauses between its commas.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Start">Where it begins in its paragraph.</param>
internal sealed partial record ReportSentence(string Text, int Start)
{
    // Nobody writes longer ones; what is found in them would cost more than it is worth.
    private const int Longest = 2_000;

    // Deeper ones are no text; to look through them all again and again would take its time.
    private const int Deepest = 16;

    private const char Hidden = '□';

    private const string Opening = "“‘「『《【（(", Closing = "”’」』》】）)";

    /// <summary>The sentence with a box for each sign in brackets and quotes: what stands there is a name or an aside,
    /// and its numbers and commas count for nothing.</summary>
    public string Masked { get; } = Mask(Text);

    public bool IsReadable => Text.Length <= Longest;

    /// <summary>The sentences of a paragraph.</summary>
    public static IEnumerable<ReportSentence> Of(string paragraph)
    {
        var (start, masked) = (0, Mask(paragraph));
        for (var i = 0; i < masked.Length; i++)
        {
            if (masked[i] is '。' or '！' or '？' or '；' or ';' || i == masked.Length - 1)
            {
                yield return new(paragraph[start..(i + 1)], start);
                start = i + 1;
            }
        }
    }

    /// <summary>The clauses: where they begin and end.</summary>
    public IEnumerable<(int Start, int End)> Clauses()
    {
        var start = 0;
        foreach (Match comma in Commas().Matches(Masked))
        {
            if (comma.Index > start)
            {
                yield return (start, comma.Index);
            }

            start = comma.Index + comma.Length;
        }
    }

    private static string Mask(string text)
    {
        var (masked, stack) = (text.ToCharArray(), new Stack<(int At, int Sign)>());
        for (var i = 0; i < text.Length; i++)
        {
            if (Opening.IndexOf(text[i], StringComparison.Ordinal) is >= 0 and var opening
                && stack.Count < Deepest)
            {
                stack.Push((i, opening));
            }
            else if (Closing.IndexOf(text[i], StringComparison.Ordinal) is >= 0 and var closing
                && stack.Any(o => IsPair(o.Sign, closing)))
            {
                (int At, int Sign) open;
                do
                {
                    open = stack.Pop();
                }
                while (!IsPair(open.Sign, closing));

                masked.AsSpan((open.At + 1)..i).Fill(Hidden);
            }
            else if (text[i] is '。')
            {
                // A bracket or a quote that nobody closes hides nothing behind its sentence.
                stack.TryPeek(out var inner);
                if (stack.Count > 0 && i - inner.At > 200)
                {
                    stack.Clear();
                }
            }
        }

        return new(masked);
    }

    // Two keyboards' brackets are one.
    private static bool IsPair(int opening, int closing) => opening == closing || (opening >= 6 && closing >= 6);

    [GeneratedRegex("[，：:。；;！？!?]|(?<![0-9]),|,(?![0-9])|$", RegexOptions.CultureInvariant)]
    private static partial Regex Commas();
}
