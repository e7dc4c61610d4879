using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>GET /reports/completeness: who reported what was owed, what the reports hold, and by name what is
/// missing.</summary>
internal static class PullCompleteness
{
    internal sealed record Response(
        [property: JsonIgnore] PeriodHead Head, Reporting Total, IReadOnlyList<Row> Units) : PeriodHead(Head);

    internal sealed record Row(
        UnitCode Unit, string Name, UnitKind Kind, Reporting Reporting, IReadOnlyList<MissingReport> Missing);

    /// <summary>The reports that are owed and those that came, and how many of these hold what.</summary>
    /// <param name="Completeness">Filed out of expected; null where nothing is owed.</param>
    internal sealed record Reporting(
        int Expected, int Filed, int OnTime, int Late, int NotReported, string? Completeness, int NoChange,
        int WithDifficulties, int WithEvidence, int WithSelfColour);

    /// <summary>A report that is owed and did not come.</summary>
    /// <param name="IsLead">Whether the unit leads the target; else it owes its own part.</param>
    internal sealed record MissingReport(TargetId TargetId, string Title, bool IsLead);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/completeness", Handle).InEitherForm<Response>(
            nameof(PullCompleteness),
            "Per unit: what was owed, what came and what it holds, and by name what is missing.");
        group.MapGet("/completeness.csv", Handle).AsTable(nameof(PullCompleteness));
        group.MapGet("/completeness.json", Handle).AsJson<Response>(nameof(PullCompleteness));
    }

    internal static Task<IResult> Handle(
        Period period, string? @for, HttpContext http, IProgressFacts progress, IRatingFacts ratings,
        CancellationToken ct) => PeriodReading.AnswerAsync(
        progress, ratings, period, @for, http, Read, (_, report, reader) => ToTable(report, reader), ct);

    internal static Response Read(PeriodView view) => new(
        PeriodHead.Of(view, "填报完整情况"), ReportingOf([.. view.Units.SelectMany(u => u.Parts)]),
        [.. view.Units.Select(u => new Row(
            u.Unit.Code, u.Unit.Name, u.Unit.Kind, ReportingOf(u.Parts),
            [.. u.Parts.Where(IsMissing).Select(MissingOf)]))]);

    internal static IResult ToTable(Response report, CsvFor reader) => reader.ToResult(
        $"completeness-{report.Period}.csv",
        report,
        [
            "单位代码", "单位", "类别", "应报", "已报", "按时", "逾期", "未填报份数", "完整率", "无变化", "填有困难", "附佐证", "有自评",
        ],
        [
            .. report.Units.Select(r => CellsOf(r.Unit.Value, r.Name, r.Kind.ToChinese(), r.Reporting, reader)),
            CellsOf(null, "合计", null, report.Total, reader),
            [],
            ["单位代码", "单位", "未填报的目标编号", "目标", "牵头或配合"],
            .. report.Units.SelectMany(r => r.Missing.Select(m => new object?[]
            {
                r.Unit.Value, r.Name, m.TargetId.Value, m.Title, m.IsLead ? "牵头" : "配合",
            })),
        ]);

    private static object?[] CellsOf(string? code, string name, string? kind, Reporting r, CsvFor reader) =>
    [
        code, name, kind, r.Expected, r.Filed, r.OnTime, r.Late, r.NotReported, reader.Share(r.Completeness),
        r.NoChange, r.WithDifficulties, r.WithEvidence, r.WithSelfColour,
    ];

    private static Reporting ReportingOf(IReadOnlyList<UnitPart> parts)
    {
        UnitPart[] owed = [.. parts.Where(p => p.IsExpected)];
        ProgressReport[] filed = [.. owed.Select(p => p.Report).OfType<ProgressReport>()];
        var onTime = filed.Count(r => r.Timeliness == Timeliness.OnTime);
        return new(
            owed.Length, filed.Length, onTime, filed.Length - onTime, owed.Length - filed.Length,
            Quotient.Of(filed.Length, owed.Length), filed.Count(r => r.NoChange),
            filed.Count(r => r.Difficulties is not null), filed.Count(r => r.Evidence.Count > 0),
            filed.Count(r => r.SelfColour is not null));
    }

    private static bool IsMissing(UnitPart part) => part is { IsExpected: true, Report: null };

    private static MissingReport MissingOf(UnitPart part) =>
        new(part.Standing.Target.Id, part.Standing.Title, part.IsLead);
}
