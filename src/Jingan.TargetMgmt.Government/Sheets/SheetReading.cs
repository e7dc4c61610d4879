using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Facts;

namespace Jingan.TargetMgmt.Government.Sheets;

/// <summary>Reads what a unit's reporting sheet for a period shows.</summary>
internal sealed class SheetReading(
    GovernmentDb db, ProgressStore progress, TargetDocuments documents, IRatingFacts ratings)
{
    /// <summary>As many targets as a unit's sheet has room for.</summary>
    public const int MostTargets = 2_000;

    /// <summary>What the unit owes for the period, by target.</summary>
    public async Task<IReadOnlyList<SheetRow>> ReadAsync(UnitCode unit, Period period, CancellationToken ct)
    {
        var owed = await progress.ExpectedAsync(period, unit.Value, "", ("", ""), MostTargets, ct);
        // A sheet without last colours is better than none.
        var colours = owed.Count == 0 ? [] : await PatientReading.ReadOrAsync(
            token => ReadLastColoursAsync(period, token), [], ct);
        await using var connection = await db.OpenAsync(ct);
        List<SheetRow> rows = [];
        foreach (var report in owed)
        {
            var stands = await ProgressContext.FindAsync(connection, documents, report.TargetId, period, unit, ct);
            if (stands is not { Counted: var counted, Last: var last })
            {
                continue;
            }

            rows.Add(new(
                SheetPromise.Of(counted, period), counted.Target, report.IsLead,
                PlannedValue.Of(counted.Target, period), last.Value, last.Nodes ?? [],
                colours.GetValueOrDefault(report.TargetId)));
        }

        return rows;
    }

    private async Task<Dictionary<TargetId, string>> ReadLastColoursAsync(Period period, CancellationToken ct)
    {
        var year = await ratings.ReadYearAsync(period.Year, ct);
        var names = year.Colours.ToDictionary(c => c.Code, c => c.Marked());
        return year.Ratings
            .Where(r => r.Period.IsQuarter == period.IsQuarter && r.Period.EndsOn < period.EndsOn)
            .GroupBy(r => r.TargetId)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.Period.EndsOn) is var last
                ? $"{names.GetValueOrDefault(last!.Colour, last.Colour)}（{last.Period}）"
                : "");
    }
}
