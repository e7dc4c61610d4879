using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>GET /reports/burden: what a period's reporting asked of each unit, and what it took 基层减负.</summary>
internal static class PullBurden
{
    internal sealed record Response([property: JsonIgnore] PeriodHead Head, Burden Total, IReadOnlyList<Row> Units)
        : PeriodHead(Head);

    internal sealed record Row(UnitCode Unit, string Name, UnitKind Kind, Burden Burden);

    /// <summary>What was asked and what it took. Reports that came without being owed are in it: they took time too. A
    /// quarter has the targets that are reported by quarters; a report of its last month is in that month.</summary>
    /// <param name="Reports">The reports that were owed.</param>
    /// <param name="Fields">The fields that their forms ask for: of every report how things stand; of who leads a
    /// quantity its value; of who leads a target with nodes each node that it has not yet reported as done for an
    /// earlier period. What may be left empty and what is carried on is not asked for.</param>
    /// <param name="Reported">The reports that came within the window.</param>
    /// <param name="Filings">How often reports were filed, first reports and revisions.</param>
    /// <param name="Revisions">How many of the filings replaced an earlier one.</param>
    /// <param name="Files">The pieces of evidence that the reports name, each as often as it is named.</param>
    /// <param name="Timed">The reports that were made from a draft.</param>
    /// <param name="MedianSeconds">The median time of these from opening the draft to submitting it, of an even number
    /// the middle two's mean, in whole seconds rounded down; null where none was made from a draft.</param>
    internal sealed record Burden(
        int Reports, int Fields, int Reported, long Filings, long Revisions, int Files, int Timed, long? MedianSeconds);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/burden", Handle).InEitherForm<Response>(
            nameof(PullBurden),
            "Per unit: fields asked for, files, filings and revisions, and the median time of a draft.");
        group.MapGet("/burden.csv", Handle).AsTable(nameof(PullBurden));
        group.MapGet("/burden.json", Handle).AsJson<Response>(nameof(PullBurden));
    }

    internal static Task<IResult> Handle(
        Period period, string? @for, HttpContext http, IProgressFacts progress, IRatingFacts ratings,
        CancellationToken ct) => PeriodReading.AnswerAsync(
        progress, ratings, period, @for, http, Read, (_, report, reader) => ToTable(report, reader), ct);

    internal static Response Read(PeriodView view) => new(
        PeriodHead.Of(view, "填报负担情况"), BurdenRule.Of([.. view.Units.SelectMany(u => u.Parts)]),
        [.. view.Units.Select(u => new Row(u.Unit.Code, u.Unit.Name, u.Unit.Kind, BurdenRule.Of(u.Parts)))]);

    internal static IResult ToTable(Response report, CsvFor reader) => reader.ToResult(
        $"burden-{report.Period}.csv",
        report,
        ["单位代码", "单位", "类别", "应报", "须填项数", "已报", "填报次数", "其中修改", "佐证件数", "用草稿填报的", "草稿用时中位数（秒）"],
        [
            .. report.Units.Select(r => CellsOf(r.Unit.Value, r.Name, r.Kind.ToChinese(), r.Burden)),
            CellsOf(null, "合计", null, report.Total),
        ]);

    private static object?[] CellsOf(string? code, string name, string? kind, Burden b) =>
    [
        code, name, kind, b.Reports, b.Fields, b.Reported, b.Filings, b.Revisions, b.Files, b.Timed, b.MedianSeconds,
    ];
}
