namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>A paragraph of a report, or a heading.</summary>
/// <param name="Line">Its text.</param>
/// <param name="Number">Its number among the paragraphs, from 1 on; of a heading, that of the next one.</param>
/// <param name="Level">Of a heading its level, 0 for the title; null of a paragraph.</param>
internal sealed record ReportParagraph(PlainLine Line, int Number, int? Level)
{
    public string Text { get; } = Line.Text;
}

/// <summary>The paragraphs of a report. What a page break or a narrow column tore apart is put together again: a line
/// without a stop at its end goes on in the next.</summary>
internal static class ReportParagraphs
{
    /// <summary>No more are read: a hundred times what the longest report has.</summary>
    public const int Most = 20_000;

    // A page's line has more signs than this; a shorter one that ends without a stop is an item of a list.
    private const int LongestItem = 20;

    private const string Stops = "。！？；：.!?;:…”）";

    public static List<ReportParagraph> Of(string report)
    {
        var (all, open, number) = (new List<ReportParagraph>(), (PlainLine?)null, 1);
        for (int start = 0, end; start < report.Length && all.Count < Most; start = end + 1)
        {
            end = report.IndexOf('\n', start) is >= 0 and var at ? at : report.Length;
            Take(PlainLine.Of(report, start, end));
        }

        Close();
        return all;

        void Take(PlainLine line)
        {
            if (line.Length == 0)
            {
                return;
            }

            // Within a sentence that is not at its end nothing but a numbered heading begins.
            var (level, length) = ReportHeading.Find(line.Text, isWithin: open is not null);
            if (level is not { } heading)
            {
                open ??= new();
                open.Append(line);
                if (Stops.Contains(open.Last) || open.Length <= LongestItem)
                {
                    Close();
                }

                return;
            }

            Close();
            all.Add(new(line.Part(0, length), number, heading));
            if (length < line.Length)
            {
                Take(line.Part(length, line.Length));
            }
        }

        void Close()
        {
            if (open is not null)
            {
                all.Add(new(open, number++, null));
                open = null;
            }
        }
    }
}
