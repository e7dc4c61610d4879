using System.Globalization;
using System.Xml.Linq;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>Bars as a chart of DrawingML (ECMA-376-1, 21.2). Its figures stand in it as they are: there is no workbook
/// behind it, in which somebody could change them.</summary>
internal static class BarChart
{
    private const string LabelSize = "900";
    private const string Font = "仿宋";

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    public static XDocument Of(Bars bars) => new(
        new XElement(C + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "a", A),
            Value("roundedCorners", "0"),
            new XElement(C + "chart",
                Value("autoTitleDeleted", "1"),
                new XElement(C + "plotArea",
                    new XElement(C + "layout"),
                    new XElement(C + "barChart",
                        Value("barDir", "bar"), Value("grouping", "percentStacked"), Value("varyColors", "0"),
                        bars.Series.Select((s, i) => SeriesOf(s, i, bars.Names)),
                        Value("gapWidth", "40"), Value("overlap", "100"), Value("axId", "1"), Value("axId", "2")),
                    // from above, as the names are listed
                    Axis("catAx", "1", "2", "maxMin", "l", isHidden: false),
                    Axis("valAx", "2", "1", "minMax", "b", isHidden: true)),
                new XElement(C + "legend", Value("legendPos", "b"), Value("overlay", "0")),
                Value("plotVisOnly", "1"), Value("dispBlanksAs", "gap")),
            new XElement(C + "spPr", new XElement(A + "ln", new XElement(A + "noFill"))),
            TextOf("000000", "1000", isBold: false)));

    private static XElement SeriesOf(BarSeries series, int index, IReadOnlyList<string> names) =>
        new(C + "ser",
            Value("idx", index), Value("order", index),
            new XElement(C + "tx", new XElement(C + "v", PrintedText.Of(series.Name))),
            new XElement(C + "spPr",
                Filled(series.Hex), new XElement(A + "ln", new XAttribute("w", "6350"), Filled("FFFFFF"))),
            Value("invertIfNegative", "0"),
            new XElement(C + "dLbls",
                new XElement(C + "numFmt",
                    new XAttribute("formatCode", LabelOf(series.Letter)), new XAttribute("sourceLinked", "0")),
                TextOf("FFFFFF", LabelSize, isBold: true), Value("dLblPos", "ctr"), Value("showLegendKey", "0"),
                Value("showVal", "1"), Value("showCatName", "0"), Value("showSerName", "0"), Value("showPercent", "0"),
                Value("showBubbleSize", "0")),
            new XElement(C + "cat", new XElement(C + "strLit", Points(names))),
            new XElement(C + "val", new XElement(C + "numLit",
                new XElement(C + "formatCode", "General"),
                Points([.. series.Counts.Select(c => c.ToString(CultureInfo.InvariantCulture))]))));

    // A number format: the letter before the count, and nothing where there is none.
    private static string LabelOf(string letter) =>
        $"\"{PrintedText.Of(letter).Replace("\"", "", StringComparison.Ordinal)}\"0;;;";

    private static XElement Axis(
        string kind, string id, string crosses, string orientation, string side, bool isHidden) =>
        new(C + kind,
            Value("axId", id),
            new XElement(C + "scaling", Value("orientation", orientation)),
            Value("delete", isHidden ? "1" : "0"), Value("axPos", side), Value("majorTickMark", "none"),
            Value("minorTickMark", "none"), Value("tickLblPos", "nextTo"), Value("crossAx", crosses),
            Value("crosses", "autoZero"));

    private static IEnumerable<XElement> Points(IReadOnlyList<string> values) => values
        .Select((v, i) => new XElement(C + "pt", new XAttribute("idx", i), new XElement(C + "v", PrintedText.Of(v))))
        .Prepend(Value("ptCount", values.Count));

    private static XElement TextOf(string hex, string size, bool isBold) =>
        new(C + "txPr",
            new XElement(A + "bodyPr"),
            new XElement(A + "p",
                new XElement(A + "pPr", new XElement(A + "defRPr",
                    new XAttribute("sz", size), new XAttribute("b", isBold ? "1" : "0"), Filled(hex),
                    new XElement(A + "latin", new XAttribute("typeface", Font)),
                    new XElement(A + "ea", new XAttribute("typeface", Font)))),
                new XElement(A + "endParaRPr", new XAttribute("lang", "zh-CN"))));

    private static XElement Filled(string hex) =>
        new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", hex)));

    private static XElement Value(string name, object value) => new(C + name, new XAttribute("val", value));
}
