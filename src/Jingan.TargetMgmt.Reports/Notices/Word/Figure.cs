using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>A chart's place in the text.</summary>
internal static class Figure
{
    private const long EmuOfTwip = 635;
    private const long BarHeight = 252_000; // 7 mm
    private const long Legend = 540_000;

    // Beyond what people number their own drawings with: an id is given once.
    private const uint FirstId = 9_000;

    public static Drawing Of(Bars bars, string relationship, uint number, int width) => new(new Wp.Inline(
        new Wp.Extent { Cx = width * EmuOfTwip, Cy = Legend + bars.Names.Count * BarHeight },
        new Wp.DocProperties
        {
            Id = FirstId + number, Name = $"图{number}", Description = PrintedText.Of(InWords(bars)),
        },
        new A.Graphic(new A.GraphicData(new C.ChartReference { Id = relationship })
        {
            Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart",
        }))
    {
        DistanceFromTop = 0,
        DistanceFromBottom = 0,
        DistanceFromLeft = 0,
        DistanceFromRight = 0,
    });

    // For whoever has the document read out.
    private static string InWords(Bars bars) => string.Join("；", bars.Names.Select((name, i) => name + "："
        + string.Join("，", bars.Series.Where(s => s.Counts[i] > 0).Select(s => $"{s.Name} {s.Counts[i]} 项"))));
}
