using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>GET /reports/matrix: a year's targets against its periods,
/// each cell with the released colour and what the lead unit filed.</summary>
internal static class PullMatrix
{
    /// <param name="Changed">The targets whose newest version promises something else than the first, by id. They stand
    /// apart from the rows, where no later promise may stand beside a colour that was given before.</param>
    internal sealed record Response(
        int Year, IReadOnlyList<LogHead> Logs, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<Period> Periods,
        IReadOnlyList<Row> Rows, IReadOnlyList<ChangedFigure> Changed);

    /// <summary>What a target promised at first and what it promises now.</summary>
    internal sealed record ChangedFigure(TargetId TargetId, PromisedFigure Original, PromisedFigure Current);

    /// <summary>A target under its first title and lead unit:
    /// a later one must not stand beside a colour that was given before.</summary>
    /// <param name="TargetValue">The value to reach in the first version.</param>
    /// <param name="UnitOfMeasure">Of that value.</param>
    internal sealed record Row(
        TargetId TargetId, string Title, UnitCode LeadUnit, TargetLevel Level, TargetKind Kind, decimal? TargetValue,
        string? UnitOfMeasure, IReadOnlyList<Cell> Cells);

    /// <param name="State">How the target stands where no released colour says it; null beside a colour.</param>
    /// <param name="Filed">Whether and how timely the lead unit reported; null where it owed nothing.</param>
    /// <param name="Judged">What was judged, where its title or lead unit is not the row's.</param>
    /// <param name="Figures">The figures of the version that was judged, or else counts for the period.</param>
    /// <param name="Last">The last colour before, of a period of the same length.</param>
    internal sealed record Cell(
        Period Period, string? Colour, TargetState? State, Timeliness? Filed, bool Correction, long? RatingIndex = null,
        long? Supersedes = null, JudgedTarget? Judged = null, TargetFigures? Figures = null, LastColour? Last = null,
        ColourChange? Change = null);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/matrix", Handle).InEitherForm<Response>(
            nameof(PullMatrix),
            "A year's targets against its periods: released colours, and whether the lead unit reported.");
        group.MapGet("/matrix.csv", Handle).AsTable(nameof(PullMatrix));
        group.MapGet("/matrix.json", Handle).AsJson<Response>(nameof(PullMatrix));
    }

    internal static async Task<IResult> Handle(
        CalendarYear year, string? @for, HttpContext http, IProgressFacts progress, IRatingFacts ratings,
        CancellationToken ct)
    {
        if (CsvFor.TryRead(@for, out var reader) is { } refusal)
        {
            return refusal;
        }

        var government = await progress.ReadYearAsync(year.Value, ct);
        var evaluation = await ratings.ReadYearAsync(year.Value, ct);
        var report = Read(year.Value, government, evaluation);
        return Csv.IsWanted(http) ? MatrixTable.ToResult(report, reader) : TypedResults.Ok(report);
    }

    internal static Response Read(int year, YearFacts government, YearColours evaluation)
    {
        ReportingPeriod[] periods =
            [.. government.Periods.OrderBy(p => p.Code.LastMonth).ThenBy(p => p.Code.IsQuarter)];
        var ratings = evaluation.Ratings.ToDictionary(r => (r.TargetId, r.Period));
        var palette = new Palette(evaluation.Colours, evaluation.Ratings.Select(r => r.Colour));
        TargetInYear[] targets = [.. government.Targets.OrderBy(t => t.Target.Id.Value, StringComparer.Ordinal)];
        return new(
            year, [government.Log, evaluation.Log], palette.Colours, [.. periods.Select(p => p.Code)],
            [.. targets.Select(t => RowOf(t, periods, ratings, palette))],
            [.. targets.Select(ChangeOf).OfType<ChangedFigure>()]);
    }

    private static Row RowOf(
        TargetInYear inYear, ReportingPeriod[] periods, Dictionary<(TargetId, Period), ReleasedColour> ratings,
        Palette palette)
    {
        var target = inYear.Target;
        var stood = inYear.Periods.ToDictionary(p => p.Period);
        var last = new Dictionary<bool, LastColour>(); // months are compared with months, quarters with quarters
        List<Cell> cells = [];
        foreach (var period in periods.Select(p => p.Code))
        {
            var rating = ratings.GetValueOrDefault((target.Id, period));
            cells.Add(CellOf(
                inYear, period, stood.GetValueOrDefault(period), rating, last.GetValueOrDefault(period.IsQuarter),
                palette));
            if (rating is not null)
            {
                last[period.IsQuarter] = new(period, rating.Colour);
            }
        }

        return new(
            target.Id, target.Title, target.LeadUnit, target.Level, target.Kind, target.TargetValue,
            target.UnitOfMeasure, cells);
    }

    private static ChangedFigure? ChangeOf(TargetInYear inYear) =>
        inYear.Later is [.., var newest] && PromisedFigure.Of(newest) != PromisedFigure.Of(inYear.Target)
            ? new(inYear.Target.Id, PromisedFigure.Of(inYear.Target), PromisedFigure.Of(newest))
            : null;

    private static Cell CellOf(
        TargetInYear row, Period period, TargetInYearPeriod? stood, ReleasedColour? rating, LastColour? last,
        Palette palette) => new(
        period, rating?.Colour, rating is null ? StateOf(row.Target, period, stood) : null, stood?.Filed,
        rating?.Correction ?? false, rating?.Index, rating?.Supersedes,
        rating is { Judged: { } judged } && (judged.Title != row.Target.Title || rating.LeadUnit != row.Target.LeadUnit)
        ? judged
        : null,
        (rating?.TargetVersion ?? stood?.Version) is { } version
        ? TargetFigures.Of(row.VersionOf(version), period, stood?.Value, stood?.Certified, rating?.Judged)
        : null,
        last, palette.ChangeOf(last?.Colour, rating?.Colour));

    // A period that has not opened is as silent as one in which nothing was filed.
    private static TargetState StateOf(Target row, Period period, TargetInYearPeriod? stood) => stood switch
    {
        null => row.ReportedIn(period) is null ? TargetState.NotOwed : TargetState.NotReported,
        { State: { } owedNothing } => owedNothing,
        { Filed: Timeliness.NotReported or null } => TargetState.NotReported,
        _ => TargetState.Unrated,
    };
}
