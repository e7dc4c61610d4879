using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports;

/// <summary>GET /reports/units: per unit, how the targets it leads stand and how completely and timely it
/// reported.</summary>
internal static class PullUnits
{
    internal sealed record Response([property: JsonIgnore] PeriodHead Head, IReadOnlyList<Row> Units)
        : PeriodHead(Head);

    internal sealed record Row(
        UnitCode Unit, string Name, UnitKind Kind, int Led, int CoOperated, IReadOnlyList<ColourCount> Colours,
        IReadOnlyList<StateCount> States,
        int Expected, int Filed, int OnTime, int Late, int NotReported, string? Completeness, string? Timeliness,
        Member? Worst,
        IReadOnlyList<Correction> Corrections);

    internal sealed record ColourCount(string Colour, string Name, int Count);

    internal sealed record StateCount(TargetState State, int Count);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/units", Handle)
            .WithName(nameof(PullUnits))
            .WithSummary("Per unit: how the targets it leads stand, and how completely and timely it reported.")
            .Produces<Response>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        group.MapGet("/units.csv", Handle)
            .WithName($"{nameof(PullUnits)}Csv")
            .WithSummary("The same as a table, for spreadsheets.")
            .Produces<string>(StatusCodes.Status200OK, Csv.MediaType);
        group.MapGet("/units.json", Handle)
            .WithName($"{nameof(PullUnits)}Json")
            .WithSummary("The same as JSON, whatever Accept says.")
            .Produces<Response>();
    }

    internal static async Task<IResult> Handle(
        Period period, HttpContext http, IProgressFacts progress, IRatingFacts ratings, CancellationToken ct) =>
        await PeriodReading.ReadAsync(progress, ratings, period, ct) switch
        {
            null => PeriodReading.NoSuchPeriod(period),
            var view when Csv.IsWanted(http) => ToTable(Read(view)),
            var view => TypedResults.Ok(Read(view)),
        };

    internal static Response Read(PeriodView view) =>
        new(PeriodHead.Of(view, "各单位目标推进和填报情况"), [.. view.Units.Select(u => RowOf(u, view.Palette))]);

    internal static IResult ToTable(Response report) => Csv.ToResult(
        $"units-{report.Period}.csv",
        [
            "单位代码", "单位", "类别", "牵头目标", "配合目标", .. report.Colours.Select(c => c.ToChinese()),
            .. TargetStatus.States.Select(s => s.ToChinese()),
            "应报", "已报", "按时", "逾期", "未填报份数", "完整率", "及时率", "最需关注的目标编号", "最需关注的目标", "其颜色或状态", "本单位填报", "更正",
        ],
        [.. report.Units.Select(row => CellsOf(row, report.Colours)), .. CsvNotes.Of(report)]);

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
            Correction.Among(led));
    }

    private static object?[] CellsOf(Row row, IReadOnlyList<SchemeColour> colours) =>
    [
        row.Unit.Value, row.Name, row.Kind.ToChinese(), row.Led, row.CoOperated,
        .. row.Colours.Select(c => (object?)c.Count),
        .. row.States.Select(s => (object?)s.Count), row.Expected, row.Filed, row.OnTime, row.Late, row.NotReported,
        row.Completeness, row.Timeliness,
        row.Worst?.TargetId.Value, row.Worst?.Title,
        row.Worst?.State?.ToChinese() ?? colours.FirstOrDefault(c => c.Code == row.Worst?.Colour)?.ToChinese(),
        row.Worst?.Filed?.ToChinese(),
        row.Corrections.Count == 0
        ? null
        : string.Join("；", row.Corrections.Select(c => $"{c.TargetId}{c.ToChinese()}")),
    ];
}
