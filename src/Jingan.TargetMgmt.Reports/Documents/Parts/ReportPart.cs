using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Documents.Parts;

/// <summary>A part of a period's report: a sheet of the workbook, a section of the page.</summary>
/// <param name="Chart">What is drawn beside its tables where a document can draw.</param>
internal sealed record ReportPart(string Name, IReadOnlyList<ReportTable> Tables, PartChart Chart = PartChart.None)
{
    /// <summary>All parts, in their order.</summary>
    public static IReadOnlyList<ReportPart> AllOf(PeriodReport report) =>
    [
        OverviewTables.Of(report), AttentionTable.Of(report), UnitTables.Of(report), CourseTable.Of(report),
        ReportingTables.Of(report), NotesTable.Of(report),
    ];
}

/// <summary>What shows a part at a glance.</summary>
internal enum PartChart
{
    None,

    /// <summary>A bar for each colour.</summary>
    Colours,

    /// <summary>Targets against periods.</summary>
    Course,
}

/// <summary>A table as every document shows it: the documents differ in their looks alone.</summary>
/// <param name="Name">What stands above it; empty where the part's name says it.</param>
/// <param name="Empty">What is said in the place of rows.</param>
/// <param name="Fixed">How many columns stay in sight when one scrolls.</param>
internal sealed record ReportTable(
    string Name, IReadOnlyList<Column> Columns, IReadOnlyList<Line> Lines, string Empty = "无。", int Fixed = 0);

/// <param name="Width">In characters, of which a Chinese one is two.</param>
internal sealed record Column(string Name, double Width);

/// <summary>A row of a table.</summary>
/// <param name="Group">What stands above this row and those that follow; null where nothing new begins.</param>
internal sealed record Line(IReadOnlyList<Value> Values, bool IsTotal = false, string? Group = null);

/// <summary>What stands in a row under a heading.</summary>
internal abstract record Value
{
    public static Value Of(string? text) => new TextValue(text ?? "", IsShort: false);

    /// <summary>A text of a few characters, such as a code.</summary>
    public static Value OfShort(string? text) => new TextValue(text ?? "", IsShort: true);

    public static Value Of(decimal? number) => new NumberValue(number);

    public static Value OfShare(string? share) => new ShareValue(share);

    public static Value Of(SchemeColour colour) => new ColourValue(colour, IsShort: false);

    /// <summary>A colour in a narrow column.</summary>
    public static Value OfShort(SchemeColour colour) => new ColourValue(colour, IsShort: true);
}

internal sealed record TextValue(string Text, bool IsShort) : Value;

internal sealed record NumberValue(decimal? Number) : Value;

/// <summary>A share, such as <c>0.25</c>; null where there is none.</summary>
internal sealed record ShareValue(string? Share) : Value;

internal sealed record ColourValue(SchemeColour Colour, bool IsShort) : Value;
