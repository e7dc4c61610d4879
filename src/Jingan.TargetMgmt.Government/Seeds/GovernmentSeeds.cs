using System.Globalization;
using System.Text;
using CsvHelper;
using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Seeds;

/// <summary>Loads a seed folder (units.csv, targets.csv) and opens the year's periods, in one commit,
/// into an empty log only.</summary>
/// <param name="db">The government side's database.</param>
/// <param name="rules">Of a target: made for a log that is empty alone, a start has better to do.</param>
internal sealed class GovernmentSeeds(GovernmentDb db, Func<IValidator<Target>> rules)
{
    private const string Actor = "seeds";

    // The seeded year is over, so its windows stay open until the office closes them;
    // the due dates are the natural ones (seeds README).
    private static readonly DateOnly UntilClosedByTheOffice = new(2099, 12, 31);

    /// <summary>Returns how many targets were loaded: 0 when the log is not empty.</summary>
    /// <exception cref="InvalidDataException">A seed file breaks a rule; nothing is stored.</exception>
    public async Task<int> LoadAsync(string folder, CancellationToken ct)
    {
        // A side in doubt starts read-only, with what it holds.
        if (db.Log.Doubt is not null || (await db.ReadLogHeadAsync(ct)).Size > 0)
        {
            return 0;
        }

        var at = UtcText.Format(db.Clock.GetUtcNow());
        var units = ReadUnits(Path.Combine(folder, "units.csv"));
        var targets = ReadTargets(Path.Combine(folder, "targets.csv"), units);
        var periods = targets.Select(t => t.Year).Distinct().SelectMany(PeriodsOf);
        await db.CommitAtStartAsync(
            [
                .. units.Select(u => UnitStore.ToCommit(u, 1, at, Actor)),
                .. targets.Select(t => TargetCommit.Of(t, 1, at, Actor)),
                .. periods.Select(p => PeriodStore.ToCommit(p, 1, at, Actor)),
            ], new("种子数据", "the seeds"), ct);
        return targets.Count;
    }

    private static List<Unit> ReadUnits(string file)
    {
        using var csv = new CsvReader(new StreamReader(file, Encoding.UTF8), CultureInfo.InvariantCulture);
        List<Unit> units = [];
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            units.Add(new(UnitCode.Parse(csv.GetField("code")!, null), csv.GetField("name")!,
                DbText.To<UnitKind>(csv.GetField("kind")!)));
        }

        return units;
    }

    private List<Target> ReadTargets(string file, List<Unit> units)
    {
        var (table, unreadable) = ImportBody.Read<Target>(
            Csv.MediaType, File.ReadAllBytes(file), TargetForm.With(new(units)));
        var rows = table?.Rows ?? [];
        var validator = rules();
        var references = new TargetReferences(units.Select(u => u.Code).ToHashSet(), new Dictionary<TargetId, long>())
            .With(rows.Select(r => r.Item).OfType<Target>());
        var faults = rows.SelectMany(r => r.Faults
            .Concat(r.Item is { } t
                ? validator.Validate(t).Errors.Select(e => (e.PropertyName, e.ErrorMessage))
                    .Concat(references.Faults(t))
                : [])
            .Select(f => $"line {r.Row} {f.Item1}: {f.Item2}")).ToList();
        if (unreadable is null && faults.Count == 0)
        {
            return [.. rows.Select(r => r.Item!)];
        }

        var first = faults.Prepend(unreadable?.Errors?.Values.First()[0] ?? "").Where(f => f.Length > 0).Take(5);
        throw new InvalidDataException($"{file}: {string.Join("; ", first)}");
    }

    private static IEnumerable<ReportingPeriod> PeriodsOf(int year) =>
        Enumerable.Range(1, 12).Select(m => new Period($"{year}-{m:00}"))
            .Concat(Enumerable.Range(1, 4).Select(q => new Period($"{year}-Q{q}")))
            .Select(p =>
                new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.StartsOn, p.EndsOn.AddDays(10), UntilClosedByTheOffice));
}
