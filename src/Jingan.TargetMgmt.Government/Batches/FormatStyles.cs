using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Workbooks;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>Cells as they were read, in the formats that they had: 5.5% comes back as 5.5%.</summary>
internal sealed class FormatStyles(WorkbookStyles styles)
{
    // As many characters as a format may have (ECMA-376 Part 1, 18.8.30, as Excel takes it).
    private const int MostFormats = 100, LongestFormat = 255;

    private readonly Dictionary<string, StyleId> _formats = [];

    /// <summary>The cell again.</summary>
    /// <param name="cell">As it was read.</param>
    /// <param name="isFaulty">Whether it is to be corrected.</param>
    /// <param name="isGiven">Whether it is there to compare with.</param>
    public Cell Cell(TableCell cell, bool isFaulty, bool isGiven) => cell switch
    {
        { Day: { } day } when cell.Fault is null => Cells.Of(day, isFaulty ? Of("yyyy-mm-dd", true)
            : isGiven ? styles.GivenDay : styles.Day),
        { Number: { } number } when cell.Fault is null => Cells.Of(number, isGiven ? styles.GivenNumber
            : Of(cell.Format ?? "General", isFaulty)),
        _ => Cells.Of(cell.Text, isFaulty ? styles.Faulty : isGiven ? styles.Given : styles.Text),
    };

    private StyleId Of(string format, bool isFaulty)
    {
        var key = $"{isFaulty}{format}";
        if (!_formats.TryGetValue(key, out var style))
        {
            style = _formats.Count < MostFormats && format.Length <= LongestFormat
                ? styles.Formatted(format, isFaulty) : styles.Number;
            _formats[key] = style;
        }

        return style;
    }
}
