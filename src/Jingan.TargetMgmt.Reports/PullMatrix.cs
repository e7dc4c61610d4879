using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports;

/// <summary>GET /reports/matrix: a year's targets against its periods, each cell with the released colour and what the lead unit filed.</summary>
internal static class PullMatrix
{
    internal sealed record Response(
        int Year, IReadOnlyList<LogHead> Logs, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<Period> Periods, IReadOnlyList<Row> Rows);

    internal sealed record Row(TargetId TargetId, string Title, UnitCode LeadUnit, TargetLevel Level, TargetKind Kind, IReadOnlyList<Cell> Cells);

    internal sealed record Cell(Period Period, string? Colour, CellState State, bool Correction, long? RatingIndex = null, long? Supersedes = null);

    /// <summary>What the lead unit filed; a suspended target owes nothing, so its silence is not <see cref="Missing"/>.</summary>
    internal enum CellState
    {
        OnTime,
        Late,
        Missing,
        Suspended,
    }

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/matrix", Handle)
            .WithName(nameof(PullMatrix))
            .WithSummary("A year's targets against its periods: released colours, and whether the lead unit reported.")
            .Produces<Response>(StatusCodes.Status200OK, "application/json", Csv.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/matrix.csv", Handle).ExcludeFromDescription();
        group.MapGet("/matrix.json", Handle).ExcludeFromDescription();
    }

    internal static async Task<IResult> Handle(int year, HttpContext http, IProgressFacts progress, IRatingFacts ratings, CancellationToken ct)
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
        int year, YearFacts government, (LogHead Log, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<RatingFact> Ratings) evaluation)
    {
        ReportingPeriod[] periods = [.. government.Periods.OrderBy(p => p.Code.LastMonth).ThenBy(p => p.Code.IsQuarter)];
        var ratings = evaluation.Ratings.ToDictionary(r => (r.TargetId, r.Period));
        return new(
            year, [government.Log, evaluation.Log], new Palette(evaluation.Colours, evaluation.Ratings).Colours, [.. periods.Select(p => p.Code)],
            [.. government.Targets.OrderBy(t => t.Id.Value, StringComparer.Ordinal).Select(t => new Row(
                t.Id, t.Title, t.LeadUnit, t.Level, t.Kind, [.. periods.Select(p => CellOf(t, p.Code, ratings.GetValueOrDefault((t.Id, p.Code))))]))]);

        Cell CellOf(Target target, Period period, RatingFact? rating) =>
            new(period, rating?.Colour, StateOf(target, period, government.Reported), rating?.Correction ?? false, rating?.Index, rating?.Supersedes);
    }

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
                ["年度", report.Year],
                .. CsvNotes.Of(report.Logs),
            ]);

        string CellText(Cell cell) =>
            cell.Colour is { } colour ? names[colour] + (cell.Correction ? Wording.OfCorrection(cell.RatingIndex!.Value, cell.Supersedes) : "") : Words(cell.State);
    }

    private static string Words(CellState state) => state switch
    {
        CellState.OnTime => Timeliness.OnTime.ToChinese(),
        CellState.Late => Timeliness.Late.ToChinese(),
        CellState.Suspended => TargetState.Suspended.ToChinese(),
        _ => Timeliness.Missing.ToChinese(),
    };

    private static CellState StateOf(Target target, Period period, IReadOnlyDictionary<(TargetId, Period), Timeliness> reported) =>
        reported.GetValueOrDefault((target.Id, period), Timeliness.Missing) switch
        {
            Timeliness.OnTime => CellState.OnTime,
            Timeliness.Late => CellState.Late,
            _ => target.Suspension?.Covers(period) ?? false ? CellState.Suspended : CellState.Missing,
        };
}
