using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Reports.Documents.Parts;
using Jingan.TargetMgmt.Reports.Reading;
using SpreadCheetah;

namespace Jingan.TargetMgmt.Reports.Workbooks;

/// <summary>A cell, and the text that may need more than one line in it; empty where it never does.</summary>
internal readonly record struct Shown(Cell Cell, string Text)
{
    /// <summary>A value as a cell: a number is a number, and a colour is never told by its colour alone.</summary>
    public static Shown Of(Value value, bool isTotal, WorkbookStyles styles) => value switch
    {
        TextValue { IsShort: true } text => new(Cells.Of(text.Text, styles.Centred), text.Text),
        TextValue text => new(Cells.Of(text.Text, isTotal ? styles.TotalText : styles.Text), text.Text),
        NumberValue number => new(Cells.Of(number.Number, isTotal ? styles.Total : styles.Number), ""),
        ShareValue share => new(Cells.OfShare(share.Share, isTotal ? styles.TotalPercent : styles.Percent), ""),
        ColourValue { IsShort: true } colour =>
            new(Cells.Of(colour.Colour.Short(), styles.Coloured(colour.Colour.Hex)), ""),
        ColourValue colour => new(
            Cells.Of(colour.Colour.Marked(), styles.Coloured(colour.Colour.Hex)), colour.Colour.Marked()),
        _ => throw new NotSupportedException($"No cell is written of {value.GetType().Name}."),
    };
}
