using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>GET /periods?year=: the reporting periods with their extensions, by code.</summary>
internal static class ListPeriods
{
    internal sealed record Item(
        Period Code, DateOnly StartsOn, DateOnly EndsOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn, bool IsOpen,
        IReadOnlyList<Extension> Extensions, IReadOnlyList<string> Actions);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods", Handle)
            .WithName(nameof(ListPeriods))
            .WithSummary("The reporting periods, with the extensions granted and their reasons.");

    private static async Task<Results<Ok<Page<Item>>, Problem>> Handle(
        int? year, string? after, int? limit, HttpContext http, GovernmentDb db, PeriodStore periods, ExtensionStore extensions, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        var today = ShanghaiDate.Of(db.Clock.GetUtcNow());
        var isOffice = Caller.Of(http).Role == Role.Office;
        var granted = (await extensions.ListAsync(year ?? 0, ct)).ToLookup(e => e.Period);
        var rows = await periods.ListAsync(year ?? 0, paging.After, paging.Take, ct);
        return TypedResults.Ok(paging.PageOf(
            [.. rows.Select(r => r.Period).Select(p => new Item(
                p.Code, p.StartsOn, p.EndsOn, p.OpensOn, p.DueOn, p.ClosesOn, p.IsOpenOn(today), [.. granted[p.Code]],
                !isOffice ? [] : p.IsClosedOn(today) ? ["grantExtension"] : ["change", "grantExtension"]))],
            item => item.Code.Value));
    }
}
