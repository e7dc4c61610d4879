using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Documents;

/// <summary>A period's report as people keep it, print it and pass it on. Workbook, page and text are written from it,
/// and it is made of what the views answer as JSON: none of them counts anything by itself.</summary>
/// <param name="Issued">The evaluation report that was issued for the period; null before.</param>
/// <param name="Previous">The nearest earlier period of the same length and year with a released colour; null where
/// there is none.</param>
/// <param name="Moves">How the released colours compare with each target's last one.</param>
/// <param name="Units">Departments, then subdistricts: the two are not compared with each other.</param>
/// <param name="Fields">The period's targets by field 领域, in the order of their names.</param>
/// <param name="Course">The targets through the year's periods of this length, up to this one.</param>
internal sealed record PeriodReport(
    PeriodHead Head, ReportReceipt? Issued, Period? Previous, PullOverview.Response Overview,
    IReadOnlyList<ColourLine> Colours, IReadOnlyList<StateLine> States, MoveCounts Moves,
    IReadOnlyList<MovedTarget> Moved, IReadOnlyList<AttentionLine> Attention, IReadOnlyList<UnitGroup> Units,
    IReadOnlyList<FieldLine> Fields, YearCourse Course, PullCompleteness.Response Reporting,
    IReadOnlyList<LateReport> Late)
{
    /// <summary>What the list of targets that need attention is called: by the colours in it, worst first, where each
    /// has a name of one letter, which may stand in the name of a sheet.</summary>
    public string AttentionName =>
        Colours.Where(c => c.NeedsAttention).Reverse().Select(c => c.Colour.Name).ToList() is { Count: > 0 } names
        && names.TrueForAll(name => name.Length == 1 && char.IsLetter(name[0]))
            ? $"{string.Concat(names)}清单"
            : "需关注清单";
}

/// <summary>How many targets have a colour.</summary>
/// <param name="Share">Out of the rated ones; null where none is rated.</param>
/// <param name="Last">How many had it in the previous period; null where there is none.</param>
internal sealed record ColourLine(
    SchemeColour Colour, bool NeedsAttention, int Overall, int Departmental, int Count, string? Share, int? Last);

/// <summary>How many targets have no colour, and why.</summary>
internal sealed record StateLine(TargetState State, int Overall, int Departmental, int Count);

/// <summary>The rated targets by how their colour compares with the last one.</summary>
/// <param name="NotCompared">Those of which one colour is of another scheme.</param>
internal sealed record MoveCounts(int Better, int Same, int Worse, int New, int NotCompared);

/// <summary>A target whose colour is not its last one.</summary>
/// <param name="Change">Null where one of the two is of another scheme.</param>
internal sealed record MovedTarget(
    TargetId TargetId, string Title, string UnitName, Period LastPeriod, SchemeColour From, SchemeColour To,
    ColourChange? Change);

/// <summary>A target that needs attention, with what both sides say of it.</summary>
/// <param name="Gap">The value less the plan to date; null where one of them is missing.</param>
/// <param name="Difficulties">What stands in the way, as the lead unit filed it within the window.</param>
/// <param name="NextSteps">What comes next, likewise.</param>
/// <param name="InARow">For how many periods of this length in a row it has had a colour that needs attention, this
/// one counted; periods in which it owed no report are passed over.</param>
internal sealed record AttentionLine(
    PullOverview.AttentionItem Item, SchemeColour Colour, string Field, decimal? Gap, string? Difficulties,
    string? NextSteps, int InARow);

/// <summary>The units of one kind and all of them together.</summary>
internal sealed record UnitGroup(UnitKind Kind, IReadOnlyList<UnitLine> Units, UnitLine Total);

/// <summary>How the targets that a unit leads stand, and how it reported.</summary>
/// <param name="Unit">Null of the line of all units together.</param>
/// <param name="Colours">In the order of the report's.</param>
/// <param name="NotRated">The targets it leads that have a state instead of a colour.</param>
internal sealed record UnitLine(
    UnitCode? Unit, string Name, int Led, int CoOperated, int Rated, IReadOnlyList<ColourShare> Colours, int NotRated,
    int Expected, int Filed, int OnTime, int Late, int NotReported, string? Completeness, string? Timeliness);

/// <param name="Share">Out of the unit's rated targets; null where none is.</param>
internal sealed record ColourShare(SchemeColour Colour, int Count, string? Share);

/// <param name="Colours">In the order of the report's.</param>
internal sealed record FieldLine(
    string Field, int Targets, int Rated, IReadOnlyList<ColourShare> Colours, int NotRated);

/// <summary>The targets of a year against its periods of one length.</summary>
/// <param name="Logs">The log heads it was read at, which may be later ones than the report's.</param>
/// <param name="Colours">By code; a cell may have a colour of an earlier scheme.</param>
internal sealed record YearCourse(
    IReadOnlyList<LogHead> Logs, IReadOnlyDictionary<string, SchemeColour> Colours, IReadOnlyList<Period> Periods,
    IReadOnlyList<CourseLine> Targets);

/// <param name="Trend">How the last colour up to this period compares with the one before it; null where there is
/// none.</param>
internal sealed record CourseLine(
    TargetId TargetId, string Title, string LeadName, IReadOnlyList<PullMatrix.Cell> Cells, ColourChange? Trend);

/// <summary>A report that came after the due day.</summary>
internal sealed record LateReport(
    UnitCode Unit, string Name, TargetId TargetId, string Title, bool IsLead, string SubmittedAt);
