using System.Globalization;
using System.Xml.Linq;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>Bars as a chart of DrawingML (ECMA-376-1, 21.2). Its figures stand in it as they are: there is no workbook
/// behind it, in which somebody could change them.</summary>
internal static class BarChart
{
    private const string LabelSize = "900";

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
            TextOf("000000", "1000")));

    private static XElement SeriesOf(BarSeries series, int index, IReadOnlyList<string> names) =>
        new(C + "ser",
            Value("idx", index), Value("order", index),
            new XElement(C + "tx", new XElement(C + "v", series.Name)),
            new XElement(C + "spPr",
                Filled(series.Hex), new XElement(A + "ln", new XAttribute("w", "6350"), Filled("FFFFFF"))),
            Value("invertIfNegative", "0"),
            new XElement(C + "dLbls",
                series.Counts.Index().Where(c => c.Item > 0).Select(c => LabelOf(series.Letter, c.Index, c.Item)),
                Shown(isShown: false)),
            new XElement(C + "cat", new XElement(C + "strLit", Points(names))),
            new XElement(C + "val", new XElement(C + "numLit",
                new XElement(C + "formatCode", "General"),
                Points([.. series.Counts.Select(c => c.ToString(CultureInfo.InvariantCulture))]))));

    private static XElement LabelOf(string letter, int index, int count) =>
        new(C + "dLbl",
            Value("idx", index),
            new XElement(C + "tx", new XElement(C + "rich",
                new XElement(A + "bodyPr"),
                new XElement(A + "p", new XElement(A + "r",
                    new XElement(A + "rPr", new XAttribute("lang", "zh-CN"), new XAttribute("sz", LabelSize),
                        new XAttribute("b", "1"), Filled("FFFFFF"), Fonts()),
                    new XElement(A + "t", string.Create(CultureInfo.InvariantCulture, $"{letter}{count}")))))),
            TextOf("FFFFFF", LabelSize), Value("dLblPos", "ctr"), Shown(isShown: true));

    private static IEnumerable<XElement> Shown(bool isShown) =>
    [
        Value("showLegendKey", "0"), Value("showVal", isShown ? "1" : "0"), Value("showCatName", "0"),
        Value("showSerName", "0"), Value("showPercent", "0"), Value("showBubbleSize", "0"),
    ];

    private static XElement Axis(
        string kind, string id, string crosses, string orientation, string side, bool isHidden) =>
        new(C + kind,
            Value("axId", id),
            new XElement(C + "scaling", Value("orientation", orientation)),
            Value("delete", isHidden ? "1" : "0"), Value("axPos", side), Value("majorTickMark", "none"),
            Value("minorTickMark", "none"), Value("tickLblPos", "nextTo"), Value("crossAx", crosses),
            Value("crosses", "autoZero"));

    private static IEnumerable<XElement> Points(IReadOnlyList<string> values) => values
        .Select((v, i) => new XElement(C + "pt", new XAttribute("idx", i), new XElement(C + "v", v)))
        .Prepend(Value("ptCount", values.Count));

    private static XElement TextOf(string hex, string size) =>
        new(C + "txPr",
            new XElement(A + "bodyPr"),
            new XElement(A + "p",
                new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", size), Filled(hex), Fonts())),
                new XElement(A + "endParaRPr", new XAttribute("lang", "zh-CN"))));

    private static IEnumerable<XElement> Fonts() =>
        [new(A + "latin", new XAttribute("typeface", "仿宋")), new(A + "ea", new XAttribute("typeface", "仿宋"))];

    private static XElement Filled(string hex) =>
        new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", hex)));

    private static XElement Value(string name, object value) => new(C + name, new XAttribute("val", value));
}
