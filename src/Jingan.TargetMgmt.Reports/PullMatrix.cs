using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports;

/// <summary>GET /reports/matrix: a year's targets against its periods,
/// each cell with the released colour and what the lead unit filed.</summary>
internal static class PullMatrix
{
    internal sealed record Response(
        int Year, IReadOnlyList<LogHead> Logs, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<Period> Periods,
        IReadOnlyList<Row> Rows);

    /// <summary>A target under its first title and lead unit:
    /// a later one must not stand beside a colour that was given before.</summary>
    internal sealed record Row(
        TargetId TargetId, string Title, UnitCode LeadUnit, TargetLevel Level, TargetKind Kind,
        IReadOnlyList<Cell> Cells);

    /// <param name="State">How the target stands where no released colour says it; null beside a colour.</param>
    /// <param name="Filed">Whether and how timely the lead unit reported; null where it owed nothing.</param>
    /// <param name="Judged">What was judged, where its title or lead unit is not the row's.</param>
    internal sealed record Cell(
        Period Period, string? Colour, TargetState? State, Timeliness? Filed, bool Correction, long? RatingIndex = null,
        long? Supersedes = null, JudgedTarget? Judged = null);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/matrix", Handle)
            .WithName(nameof(PullMatrix))
            .WithSummary("A year's targets against its periods: released colours, and whether the lead unit reported.")
            .Produces<Response>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        group.MapGet("/matrix.csv", Handle)
            .WithName($"{nameof(PullMatrix)}Csv")
            .WithSummary("The same as a table, for spreadsheets.")
            .Produces<string>(StatusCodes.Status200OK, Csv.MediaType);
        group.MapGet("/matrix.json", Handle)
            .WithName($"{nameof(PullMatrix)}Json")
            .WithSummary("The same as JSON, whatever Accept says.")
            .Produces<Response>();
    }

    internal static async Task<IResult> Handle(
        int year, HttpContext http, IProgressFacts progress, IRatingFacts ratings, CancellationToken ct)
    {
        if (year is < 1992 or > 9999)
        {
            return Problem.Invalid("/year", new("须在 1992 到 9999 之间", "must be between 1992 and 9999"));
        }

        var government = await progress.ReadYearAsync(year, ct);
        var evaluation = await ratings.ReadYearAsync(year, ct);
        var report = Read(year, government, evaluation);
        return Csv.IsWanted(http) ? ToTable(report) : TypedResults.Ok(report);
    }

    internal static Response Read(
        int year, YearFacts government,
        (LogHead Log, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<RatingFact> Ratings) evaluation)
    {
        ReportingPeriod[] periods =
            [.. government.Periods.OrderBy(p => p.Code.LastMonth).ThenBy(p => p.Code.IsQuarter)];
        var ratings = evaluation.Ratings.ToDictionary(r => (r.TargetId, r.Period));
        return new(
            year, [government.Log, evaluation.Log], new Palette(evaluation.Colours, evaluation.Ratings).Colours,
            [.. periods.Select(p => p.Code)],
            [.. government.Targets.OrderBy(t => t.Target.Id.Value, StringComparer.Ordinal)
                .Select(t => RowOf(t, periods, ratings))]);
    }

    private static Row RowOf(
        TargetInYear inYear, ReportingPeriod[] periods, Dictionary<(TargetId, Period), RatingFact> ratings)
    {
        var target = inYear.Target;
        var stood = inYear.Periods.ToDictionary(p => p.Period);
        return new(
            target.Id, target.Title, target.LeadUnit, target.Level, target.Kind,
            [.. periods.Select(p => CellOf(
                target, p.Code, stood.GetValueOrDefault(p.Code), ratings.GetValueOrDefault((target.Id, p.Code))))]);
    }

    private static Cell CellOf(Target row, Period period, TargetInYearPeriod? stood, RatingFact? rating) => new(
        period, rating?.Colour, rating is null ? StateOf(row, period, stood) : null, stood?.Filed,
        rating?.Correction ?? false, rating?.Index, rating?.Supersedes,
        rating is { Judged: { } judged } && (judged.Title != row.Title || rating.LeadUnit != row.LeadUnit)
        ? judged
        : null);

    internal static IResult ToTable(Response report)
    {
        var names = report.Colours.ToDictionary(c => c.Code, c => c.ToChinese());
        return Csv.ToResult(
            $"matrix-{report.Year}.csv",
            ["目标编号", "目标", "牵头单位", "层级", "类型", .. report.Periods.Select(p => p.ToChinese())],
            [
                .. report.Rows.Select(row => new object?[]
                {
                    row.TargetId.Value, row.Title, row.LeadUnit.Value, row.Level.ToChinese(), row.Kind.ToChinese(),
                }.Concat(row.Cells.Select(CellText))),
                [],
                .. report.Rows.SelectMany(row => row.Cells.Where(c => c.Judged is not null).Select(c => new object?[]
                {
                    row.TargetId.Value, c.Period.ToChinese(), "评定时", c.Judged!.Title, c.Judged.LeadName,
                })),
                ["年度", report.Year],
                .. CsvNotes.Of(report.Logs),
            ]);

        string CellText(Cell cell) =>
            cell.Colour is { } colour
            ? names[colour] + (cell.Correction ? Wording.OfCorrection(cell.RatingIndex!.Value, cell.Supersedes) : "")
            : cell.State!.Value.ToChinese();
    }

    // A period that has not opened is as silent as one in which nothing was filed.
    private static TargetState StateOf(Target row, Period period, TargetInYearPeriod? stood) => stood switch
    {
        null => row.ReportedIn(period) is null ? TargetState.NotOwed : TargetState.NotReported,
        { State: { } owedNothing } => owedNothing,
        { Filed: Timeliness.NotReported or null } => TargetState.NotReported,
        _ => TargetState.Unrated,
    };
}
