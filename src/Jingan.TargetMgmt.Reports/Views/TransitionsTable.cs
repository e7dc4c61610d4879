using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Http;
using static Jingan.TargetMgmt.Reports.Views.PullTransitions;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>The transitions as a table: colour against colour, and below it every target that moved.</summary>
internal static class TransitionsTable
{
    public static IResult ToResult(Response report, PullMatrix.Response matrix, CsvFor reader)
    {
        var titles = matrix.Rows.ToDictionary(r => r.TargetId, r => r.Title);
        var names = matrix.Colours.ToDictionary(c => c.Code, c => c.ToChinese());
        Stand[] columns =
        [
            .. report.Transitions.SelectMany(t => new[] { t.From, t.To }).Distinct()
                .OrderBy(s => Order(s, matrix)),
        ];
        var counts = report.Transitions.ToDictionary(t => (t.From, t.To), t => t.Count);
        return reader.ToResult(
            $"transitions-{report.From}-{report.To}.csv",
            $"{report.From.ToChinese()}到{report.To.ToChinese()}的颜色变化",
            CsvNotes.CutOffOf([report.From, report.To], report.Logs),
            [$"{report.From.ToChinese()} ↓ {report.To.ToChinese()} →", .. columns.Select(NameOf)],
            [
                .. columns.Select(from => columns
                    .Select(to => (object?)counts.GetValueOrDefault((from, to))).Prepend(NameOf(from)).ToArray()),
                [],
                ["好转", report.Movement.Better],
                ["不变", report.Movement.Same],
                ["变差", report.Movement.Worse],
                ["无法比较（无颜色，或颜色不属于现行办法）", report.Movement.NotCompared],
                [],
                ["目标编号", "目标", report.From.ToChinese(), report.To.ToChinese()],
                .. report.Transitions.Where(t => t.From != t.To).SelectMany(t => t.Targets.Select(id => new object?[]
                {
                    id.Value, titles[id], NameOf(t.From), NameOf(t.To),
                })),
                .. CsvNotes.Of(report.Logs),
            ]);

        string NameOf(Stand stand) => stand.State is { } state ? state.ToChinese() : names[stand.Colour!];
    }
}
