using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>GET /reports/cooperation: who waits for whom, how long, answered or not, who waits in a ring, and how the
/// co-units' parts stand.</summary>
internal static class PullCooperation
{
    internal sealed record Response(
        [property: JsonIgnore] PeriodHead Head, int Waits, int Unanswered, int Done, IReadOnlyList<Wait> Waiting,
        IReadOnlyList<Cycle> Cycles, IReadOnlyList<Part> Parts) : PeriodHead(Head);

    /// <summary>Somebody waited for, as the unit's last report within the window says it.</summary>
    /// <param name="OnTarget">The target waited for; null where it is the unit as such.</param>
    /// <param name="Days">Calendar days from then to the period's end; 0 where it began later.</param>
    /// <param name="Answer">The newest answer, also one given after the close; null while there is none.</param>
    /// <param name="AnsweredAfterDays">Calendar days from since to the day of that answer.</param>
    internal sealed record Wait(
        TargetId TargetId, string Title, UnitCode Unit, string Name, UnitCode On, string OnName, TargetId? OnTarget,
        DateOnly Since, int Days, string What, WaitingAnswer? Answer, int? AnsweredAfterDays);

    /// <summary>Units that wait for each other in a ring, in matters not yet done.</summary>
    /// <param name="Units">Each waits for the next, and the last for the first.</param>
    /// <param name="Targets">The targets on which they wait for the next, in the same order.</param>
    internal sealed record Cycle(IReadOnlyList<UnitCode> Units, IReadOnlyList<IReadOnlyList<TargetId>> Targets);

    /// <summary>A co-unit's part of a target.</summary>
    /// <param name="Due">The last day for the part; null where it follows the target.</param>
    /// <param name="Overdue">Whether that day is over by the period's end and the part is not done.</param>
    internal sealed record Part(
        TargetId TargetId, string Title, UnitCode LeadUnit, UnitCode Unit, string Name, string What, DateOnly? Due,
        DateOnly? DoneOn, DateOnly? ForecastOn, bool Overdue, Timeliness? Filed);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/cooperation", Handle).InEitherForm<Response>(
            nameof(PullCooperation),
            "Who waits for whom, how long, answered or not; rings by name; the co-units' parts.");
        group.MapGet("/cooperation.csv", Handle).AsTable(nameof(PullCooperation));
        group.MapGet("/cooperation.json", Handle).AsJson<Response>(nameof(PullCooperation));
    }

    internal static Task<IResult> Handle(
        Period period, string? @for, HttpContext http, IProgressFacts progress, IRatingFacts ratings,
        CancellationToken ct) => PeriodReading.AnswerAsync(
        progress, ratings, period, @for, http, Read, (_, report, reader) => CooperationTable.Of(report, reader), ct);

    internal static Response Read(PeriodView view)
    {
        List<Wait> waits = [.. view.Standings.SelectMany(s => WaitsOf(s, view)).OrderByDescending(w => w.Days)
            .ThenBy(w => w.TargetId.Value, StringComparer.Ordinal)
            .ThenBy(w => w.Unit.Value, StringComparer.Ordinal)];
        return new(
            PeriodHead.Of(view, "协同情况"), waits.Count, waits.Count(w => w.Answer is null),
            waits.Count(w => w.Answer is { Done: true }), waits, CyclesOf(waits),
            [.. view.Standings.SelectMany(s => PartsOf(s, view))]);
    }

    private static IEnumerable<Wait> WaitsOf(TargetStatus standing, PeriodView view)
    {
        var facts = standing.Facts;
        var end = view.Government.Period.EndsOn;
        return (facts.Lead is { } lead ? facts.CoUnits.Prepend(lead) : facts.CoUnits)
            .SelectMany(report => (report.WaitsFor ?? []).Select(w => new Wait(
                standing.Target.Id, standing.Title, report.Unit, view.NameOf(report.Unit), w.Unit, view.NameOf(w.Unit),
                w.TargetId, w.Since, DaysTo(end, w.Since), w.What, w.Answer,
                w.Answer is { } answer && UtcText.TryParse(answer.AnsweredAt, out var at)
                ? DaysTo(ShanghaiDate.Of(at), w.Since)
                : null)));
    }

    private static int DaysTo(DateOnly day, DateOnly since) => Math.Max(0, day.DayNumber - since.DayNumber);

    private static IReadOnlyList<Cycle> CyclesOf(List<Wait> waits)
    {
        var open = waits.Where(w => w.Answer is not { Done: true }).ToList();
        var targets = open.ToLookup(w => (w.Unit, w.On), w => w.TargetId);
        return [.. WaitingCycles.Of(open.Select(w => (w.Unit, w.On))).Select(ring => new Cycle(
            ring,
            [.. ring.Select((unit, i) => (IReadOnlyList<TargetId>)[
                .. targets[(unit, ring[(i + 1) % ring.Count])].Distinct()
                    .OrderBy(id => id.Value, StringComparer.Ordinal)])]))];
    }

    private static IEnumerable<Part> PartsOf(TargetStatus standing, PeriodView view)
    {
        var end = view.Government.Period.EndsOn;
        return UnitPart.AllOf(standing).Where(p => !p.IsLead).Select(p =>
        {
            var part = standing.Target.CoUnits!.First(c => c.Unit == p.Unit);
            var state = p.Report?.Part;
            return new Part(
                standing.Target.Id, standing.Title, standing.LeadUnit, p.Unit, view.NameOf(p.Unit), part.Part, part.Due,
                state?.DoneOn, state?.ForecastOn, part.Due <= end && state?.DoneOn is null, p.Filed);
        });
    }
}
