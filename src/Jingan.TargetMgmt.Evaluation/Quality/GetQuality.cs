using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Quality;

/// <summary>GET /quality?year=: how good the evaluation itself was,
/// over the released periods of a year and as issued.</summary>
internal static class GetQuality
{
    /// <param name="Logs">The evaluation log's head that this was read at,
    /// and the latest of the government log's that the reports were issued from.</param>
    /// <param name="Outcome">Null until the evaluation report of the year's last period is issued.</param>
    /// <param name="Corrected">Targets rated otherwise since: in none of the figures above.</param>
    internal sealed record Response(
        int Year, IReadOnlyList<LogHead> Logs, IReadOnlyList<Coverage> Coverage, ClaimsItem SelfClaims,
        DivergenceItem Divergence, YearAgreement Agreement,
        IReadOnlyList<Transitions> Transitions, YearFigures.YearOutcome? Outcome,
        IReadOnlyList<CorrectedTarget> Corrected);

    internal sealed record ClaimsItem(SelfClaims All, IReadOnlyList<SelfClaims> Units);

    internal sealed record DivergenceItem(Divergences All, IReadOnlyList<AssessorItem> Assessors);

    internal sealed record AssessorItem(string Name, Divergences Divergence);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/quality", Handle)
            .WithName(nameof(GetQuality))
            .WithSummary(
                "The quality of a year's evaluation: coverage, self-claims, divergence, agreement of second marks, "
                    + "transitions, and colours against outcomes. Released periods only, as issued.");

    private static async Task<Ok<Response>> Handle(
        CalendarYear year, FrozenReports reports, FrozenFacts facts, AssessorStore assessors, CancellationToken ct)
    {
        var (log, periods, corrected) = await reports.ReadYearAsync(year.Value, ct);
        var figures = await facts.ReadFiguresAsync(year.Value, periods, ct);
        var names = (await assessors.ListAsync("", long.MaxValue, ct)).ToDictionary(a => a.Kid, a => a.Name);
        return TypedResults.Ok(new Response(
            year.Value, [log, .. periods.Select(p => p.GovernmentLog)
                .OfType<LogHead>()
                .OrderByDescending(l => l.Size)
                .Take(1)], figures.Coverage,
            new(figures.SelfClaims.All, figures.SelfClaims.Units),
            new(figures.Divergences.All,
                [.. figures.Divergences.Assessors.Select(d =>
                    new AssessorItem(names.GetValueOrDefault(d.Assessor!, ""), d))]),
            figures.Agreement, figures.Transitions, figures.Outcome, corrected));
    }
}
