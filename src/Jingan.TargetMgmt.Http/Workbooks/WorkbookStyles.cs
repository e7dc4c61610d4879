using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using Color = System.Drawing.Color;

namespace Jingan.TargetMgmt.Http.Workbooks;

/// <summary>The looks that every workbook of the service is made of.</summary>
public sealed class WorkbookStyles
{
    /// <summary>宋体 by its other name, on every Chinese Windows.</summary>
    public const string FontName = "SimSun";

    public const double FontSize = 10;

    private static readonly Color Grey = Color.FromArgb(0xF2, 0xF2, 0xF2);

    private static readonly Color Pink = Color.FromArgb(0xFF, 0xC7, 0xCE);

    private static readonly Border Lines = BorderOf(Color.Silver);

    private readonly Spreadsheet _spreadsheet;
    private readonly Dictionary<string, StyleId> _colours = [];

    private WorkbookStyles(Spreadsheet spreadsheet)
    {
        _spreadsheet = spreadsheet;
        Title = spreadsheet.AddStyle(new Style { Font = { Bold = true, Size = 16 } });
        Section = spreadsheet.AddStyle(new Style
        {
            Font = { Bold = true, Size = 12 },
            Alignment = { Vertical = VerticalAlignment.Center },
        });
        Note = spreadsheet.AddStyle(new Style
        {
            Font = { Color = Color.DimGray },
            Alignment = { WrapText = true, Vertical = VerticalAlignment.Center },
        });
        Prose = spreadsheet.AddStyle(new Style
        {
            Alignment = { WrapText = true, Vertical = VerticalAlignment.Top },
        });
        Heading = AddHeading(Color.FromArgb(0xE7, 0xE9, 0xEC));
        Text = AddCell(HorizontalAlignment.Left);
        Centred = AddCell(HorizontalAlignment.Center);
        Number = AddCell(HorizontalAlignment.Right);
        Percent = AddCell(HorizontalAlignment.Right, "0.0%");
        Day = AddCell(HorizontalAlignment.Center, "yyyy-mm-dd");
        InputHeading = AddHeading(Color.FromArgb(0xFF, 0xF2, 0xCC));
        Given = AddCell(HorizontalAlignment.Left, fill: Grey);
        GivenNumber = AddCell(HorizontalAlignment.Right, fill: Grey);
        GivenDay = AddCell(HorizontalAlignment.Center, "yyyy-mm-dd", fill: Grey);
        Faulty = AddCell(HorizontalAlignment.Left, fill: Pink);
        Total = AddCell(HorizontalAlignment.Right, bold: true);
        TotalText = AddCell(HorizontalAlignment.Left, bold: true);
        TotalPercent = AddCell(HorizontalAlignment.Right, "0.0%", bold: true);
    }

    public StyleId Title { get; }

    /// <summary>The line above a table.</summary>
    public StyleId Section { get; }

    /// <summary>A line across a sheet, such as the cut-off below a title.</summary>
    public StyleId Note { get; }

    /// <summary>Lines of text outside a table.</summary>
    public StyleId Prose { get; }

    /// <summary>The head of a column.</summary>
    public StyleId Heading { get; }

    public StyleId Text { get; }

    public StyleId Centred { get; }

    public StyleId Number { get; }

    /// <summary>A share, of which 1 is 100 %.</summary>
    public StyleId Percent { get; }

    public StyleId Day { get; }

    /// <summary>The head of a column that a person fills in.</summary>
    public StyleId InputHeading { get; }

    /// <summary>What is there to compare with, and not to be filled in.</summary>
    public StyleId Given { get; }

    public StyleId GivenNumber { get; }

    public StyleId GivenDay { get; }

    /// <summary>What is to be corrected. A note, or a text beside it, has to say so too.</summary>
    public StyleId Faulty { get; }

    public StyleId Total { get; }

    public StyleId TotalText { get; }

    public StyleId TotalPercent { get; }

    public static WorkbookStyles AddedTo(Spreadsheet spreadsheet) => new(spreadsheet);

    /// <summary>White on a colour, in bold: a scheme's colours have a contrast of 4.5 : 1 with it. The cell's text has
    /// to say the colour too, for black-and-white print.</summary>
    /// <param name="hex">Such as <c>#1b7f3b</c>.</param>
    public StyleId Coloured(string hex)
    {
        if (!_colours.TryGetValue(hex, out var style))
        {
            var rgb = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var colour = Color.FromArgb(rgb >> 16, (rgb >> 8) & 0xFF, rgb & 0xFF);
            style = _spreadsheet.AddStyle(new Style
            {
                Font = { Bold = true, Color = Color.White },
                Fill = { Color = colour },
                Border = BorderOf(Color.White),
                Alignment =
                {
                    WrapText = true, Horizontal = HorizontalAlignment.Center, Vertical = VerticalAlignment.Center,
                },
            });
            _colours.Add(hex, style);
        }

        return style;
    }

    /// <summary>A number under a format of somebody else's.</summary>
    /// <param name="format">Its code, such as <c>0.00%</c>.</param>
    /// <param name="isFaulty">Whether it is to be corrected.</param>
    public StyleId Formatted(string format, bool isFaulty) =>
        AddCell(HorizontalAlignment.Right, format == "General" ? null : format, fill: isFaulty ? Pink : null);

    private StyleId AddHeading(Color fill) => _spreadsheet.AddStyle(new Style
    {
        Font = { Bold = true },
        Fill = { Color = fill },
        Border = Lines,
        Alignment =
        {
            WrapText = true, Horizontal = HorizontalAlignment.Center, Vertical = VerticalAlignment.Center,
        },
    });

    private StyleId AddCell(
        HorizontalAlignment side, string? format = null, bool bold = false, Color? fill = null) =>
        _spreadsheet.AddStyle(new Style
        {
            Font = { Bold = bold },
            Fill = { Color = fill },
            Border = Lines,
            Format = format is null ? null : NumberFormat.Custom(format),
            Alignment = { WrapText = true, Horizontal = side, Vertical = VerticalAlignment.Center },
        });

    private static Border BorderOf(Color colour)
    {
        var edge = new EdgeBorder { BorderStyle = BorderStyle.Thin, Color = colour };
        return new() { Left = edge, Right = edge, Top = edge, Bottom = edge };
    }
}
