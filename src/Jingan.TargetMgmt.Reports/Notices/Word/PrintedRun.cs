using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>A run of <see cref="PrintedText"/>, its line ends as breaks.</summary>
internal static class PrintedRun
{
    private static readonly Break LineEnd = new();
    private static readonly Text Begin = new() { Space = SpaceProcessingModeValues.Preserve };

    public static Run Of(string text)
    {
        var run = new Run();
        foreach (var (index, line) in PrintedText.Of(text).Split('\n').Index())
        {
            if (index > 0)
            {
                run.AppendChild(new Break());
            }

            run.AppendChild(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    /// <summary>What stands in such a run, into one that is begun.</summary>
    public static void WriteText(OpenXmlWriter writer, string text)
    {
        foreach (var (index, line) in PrintedText.Of(text).Split('\n').Index())
        {
            if (index > 0)
            {
                writer.WriteElement(LineEnd);
            }

            writer.WriteStartElement(Begin);
            writer.WriteString(line);
            writer.WriteEndElement();
        }
    }
}
