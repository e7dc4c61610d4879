using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>GET /periods?year=: the reporting periods with their extensions, by code; GET /periods.csv?year=: their
/// dates as the table that POST /periods/import takes.</summary>
internal static class ListPeriods
{
    internal sealed record Item(
        Period Code, DateOnly StartsOn, DateOnly EndsOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn,
        bool IsOpen, PeriodMarks Marks,
        IReadOnlyList<Extension> Extensions, IReadOnlyList<string> Actions);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/periods", Handle)
            .WithName(nameof(ListPeriods))
            .WithSummary("The reporting periods, with the extensions granted and their reasons.");
        routes.MapGet("/periods.csv", HandleCsv)
            .WithName($"{nameof(ListPeriods)}Csv")
            .WithSummary("The periods' dates as a table, which can be imported again.")
            .Produces<string>(StatusCodes.Status200OK, Csv.MediaType);
    }

    private static async Task<Results<Ok<Page<Item>>, Problem>> Handle(
        CalendarYear? year, string? after, int? limit, HttpContext http, GovernmentDb db, PeriodMarker marker,
        ExtensionStore extensions, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        await marker.AppendDueAsync(ct);
        var today = ShanghaiDate.Of(db.Clock.GetUtcNow());
        var role = Caller.Of(http).Role;
        var granted = (await extensions.ListAsync(year?.Value ?? 0, ct)).ToLookup(e => e.Period);
        var queries = new QueryBatch();
        var periods = PeriodMarkStore.AddList(queries, year?.Value ?? 0, paging.After, paging.Take);
        await db.ReadAsync(queries, ct);
        return TypedResults.Ok(paging.PageOf(
            [.. periods.Rows.Select(r => new Item(
                r.Period.Code, r.Period.StartsOn, r.Period.EndsOn, r.Period.OpensOn, r.Period.DueOn, r.Period.ClosesOn,
                r.Marks.Closed is null && r.Period.IsOpenOn(today), r.Marks, [.. granted[r.Period.Code]],
                ActionsOf(role, r.Marks)))],
            item => item.Code.Value));
    }

    private static async Task<IResult> HandleCsv(CalendarYear? year, GovernmentDb db, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var periods = PeriodStore.AddList(queries, year?.Value ?? 0);
        await db.ReadAsync(queries, ct);
        return Csv.ToResult(
            year is { } one ? $"periods-{one}.csv" : "periods.csv",
            ImportPeriods.Form.Columns.Where(c => c.IsRequired).Select(c => c.Name),
            periods.Rows.Select(p => p.Period).Select(p =>
                (object?[])[p.Code.Value, .. new[] { p.StartsOn, p.EndsOn, p.OpensOn, p.DueOn, p.ClosesOn }
                    .Select(DbText.Of)]));
    }

    private static IReadOnlyList<string> ActionsOf(string role, PeriodMarks marks) =>
        role == Role.Reporter ? ["requestExtension"]
        : role != Role.Office ? []
        : marks.Closed is not null ? ["grantExtension"] : ["change", "grantExtension"];
}
