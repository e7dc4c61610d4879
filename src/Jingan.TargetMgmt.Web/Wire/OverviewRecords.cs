using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Wire;

public sealed record PeriodOverview(
    string Period, string Title, string CutOff, bool Released, string? ReleasedAt, string Scheme,
    IReadOnlyList<LogSize> Logs, IReadOnlyList<SchemeColour> Colours, int Targets, int Rated, int Corrections,
    IReadOnlyList<ColourTotal> Totals, IReadOnlyList<StateTotal> States, IReadOnlyList<AttentionItem> Attention,
    IReadOnlyList<UnitFilings> Units);

public sealed record LogSize(string Log, long Size, string Root);

public sealed record ColourTotal(string Colour, string Name, int Count, string? Share);

public sealed record StateTotal(string State, int Count);

public sealed record AttentionItem(
    string TargetId, string Title, string UnitName, string Colour, string Rationale, Figures? Figures, LastColour? Last,
    string? Change);

public sealed record Figures(
    decimal? Value, decimal? Planned, decimal? TargetValue, string? Share, string? UnitOfMeasure);

public sealed record LastColour(string Period, string Colour);

public sealed record UnitFilings(
    string Unit, string Name, int Expected, int Filed, int OnTime, int Late, int NotReported, string? Completeness,
    Worst? Worst);

public sealed record Worst(string TargetId, string Title, string? Colour);
