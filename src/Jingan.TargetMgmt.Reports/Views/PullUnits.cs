using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>GET /reports/units: per unit, how the targets it leads stand and how completely and timely it
/// reported.</summary>
internal static class PullUnits
{
    internal sealed record Response([property: JsonIgnore] PeriodHead Head, IReadOnlyList<Row> Units)
        : PeriodHead(Head);

    /// <param name="Targets">The targets it leads, by id.</param>
    internal sealed record Row(
        UnitCode Unit, string Name, UnitKind Kind, int Led, int CoOperated, IReadOnlyList<ColourCount> Colours,
        IReadOnlyList<StateCount> States,
        int Expected, int Filed, int OnTime, int Late, int NotReported, string? Completeness, string? Timeliness,
        Member? Worst,
        IReadOnlyList<Correction> Corrections, IReadOnlyList<Member> Targets);

    internal sealed record ColourCount(string Colour, string Name, int Count);

    internal sealed record StateCount(TargetState State, int Count);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/units", Handle).InEitherForm<Response>(
            nameof(PullUnits),
            "Per unit: how the targets it leads stand, and how completely and timely it reported.");
        group.MapGet("/units.csv", Handle).AsTable(nameof(PullUnits));
        group.MapGet("/units.json", Handle).AsJson<Response>(nameof(PullUnits));
    }

    internal static Task<IResult> Handle(
        Period period, string? @for, HttpContext http, IProgressFacts progress, IRatingFacts ratings,
        CancellationToken ct) => PeriodReading.AnswerAsync(
        progress, ratings, period, @for, http, Read,
        (view, report, reader) => UnitsTable.ToResult(report, view.Palette, reader), ct);

    internal static Response Read(PeriodView view) =>
        new(PeriodHead.Of(view, "各单位目标推进和填报情况"), [.. view.Units.Select(u => RowOf(u, view.Palette))]);

    private static Row RowOf(UnitView unit, Palette palette)
    {
        TargetStatus[] led = [.. unit.Led.Select(p => p.Standing)];
        return new(
            unit.Unit.Code, unit.Unit.Name, unit.Unit.Kind, led.Length, unit.Parts.Count - led.Length,
            [.. palette.Colours.Select(c =>
                new ColourCount(c.Code, c.Name, led.Count(s => s.Rating?.Colour == c.Code)))],
            [.. TargetStatus.States.Select(state => new StateCount(state, led.Count(s => s.State == state)))],
            unit.Expected, unit.Filed, unit.OnTime, unit.Late, unit.NotReported, unit.Completeness, unit.Timely,
            unit.Worst,
            Correction.Among(led), [.. unit.Led.Select(p => Member.Of(p, palette))]);
    }
}
