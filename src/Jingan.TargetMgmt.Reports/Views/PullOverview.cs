using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>GET /reports/overview: how a period's targets stand, which of them need attention,
/// and who has reported.</summary>
internal static class PullOverview
{
    internal sealed record Response(
        [property: JsonIgnore] PeriodHead Head, int Targets, int Rated, int Corrections,
        IReadOnlyList<ColourCount> Counts,
        IReadOnlyList<ColourTotal> Totals, IReadOnlyList<StateTotal> States, IReadOnlyList<AttentionItem> Attention,
        IReadOnlyList<UnitFilings> Units, IReadOnlyList<Correction> Corrected, IReadOnlyList<ChangedTarget> Changed,
        IReadOnlyList<LaterReport> SinceClose, IReadOnlyList<CertifiedBeside> Certified)
        : PeriodHead(Head);

    /// <summary>A newer version of a target than the one that counts for the period:
    /// it counts from the next one on.</summary>
    internal sealed record ChangedTarget(
        TargetId TargetId, long Counted, long Newest, bool SinceClose, string NewTitle, UnitCode NewLeadUnit,
        decimal? NewTargetValue, string? NewUnitOfMeasure);

    /// <summary>A report filed since the close, under an extension: it moves nothing here.</summary>
    internal sealed record LaterReport(TargetId TargetId, UnitCode Unit, string SubmittedAt, LogEntryRef Entry);

    internal sealed record ColourCount(string Colour, TargetKind Kind, TargetLevel Level, int Count);

    /// <summary>Within one colour nobody is worse than another, so the member shown is the first by id.</summary>
    internal sealed record ColourTotal(
        string Colour, string Name, int Count, int Rated, string? Share, Member? Example);

    internal sealed record StateTotal(TargetState State, int Count, IReadOnlyList<TargetId> Targets);

    internal sealed record AttentionItem(
        TargetId TargetId, string Title, UnitCode LeadUnit, string UnitName, TargetKind Kind, TargetLevel Level,
        string Colour,
        string? Suggested, string Rationale, Divergence? Divergence, bool Correction, long RatingIndex, string LeafHash,
        long? Supersedes, JudgedTarget? Judged, string? VersionReason, TargetFigures? Figures,
        PromisedFigure? Original, LastColour? Last, ColourChange? Change);

    internal sealed record UnitFilings(
        UnitCode Unit, string Name, int Expected, int Filed, int OnTime, int Late, int NotReported,
        string? Completeness, string? Timeliness,
        Member? Worst);

    internal static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/overview", Handle).InEitherForm<Response>(
            nameof(PullOverview),
            "How a period's targets stand: counts by colour and state, what needs attention, who has reported.");
        group.MapGet("/overview.csv", Handle).AsTable(nameof(PullOverview));
        group.MapGet("/overview.json", Handle).AsJson<Response>(nameof(PullOverview));
    }

    internal static Task<IResult> Handle(
        Period period, string? @for, HttpContext http, IProgressFacts progress, IRatingFacts ratings,
        CancellationToken ct) => PeriodReading.AnswerAsync(
        progress, ratings, period, @for, http, Read,
        (view, report, reader) => OverviewTable.Of(view, report, reader), ct);

    internal static Response Read(PeriodView view) => new(
        PeriodHead.Of(view, "目标推进情况总览"),
        view.Standings.Count,
        view.Rated.Count,
        view.Rated.Count(s => s.Rating!.Correction),
        [.. view.Rated
            .GroupBy(s => (s.Rating!.Colour, s.Target.Kind, s.Target.Level))
            .OrderBy(g => view.Palette[g.Key.Colour].Rank)
                .ThenBy(g => g.Key.Colour, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Kind)
                .ThenBy(g => g.Key.Level)
            .Select(g => new ColourCount(g.Key.Colour, g.Key.Kind, g.Key.Level, g.Count()))],
        [.. view.Palette.Colours.Select(colour => TotalOf(colour, view))],
        [.. TargetStatus.States.Select(state => TotalOf(state, view))],
        [.. view.Attention.Select(s => ItemOf(s, view))],
        [.. view.Units.Where(u => u.Parts.Count > 0).Select(u => new UnitFilings(
            u.Unit.Code, u.Unit.Name, u.Expected, u.Filed, u.OnTime, u.Late, u.NotReported, u.Completeness, u.Timely,
            u.Worst))],
        Correction.Among(view.Rated),
        [.. view.Standings.Where(s => s.Facts.Newer is not null).Select(s => ChangeOf(s.Facts))],
        [.. view.Standings.SelectMany(s =>
            (s.Facts.Later ?? []).Select(r => new LaterReport(s.Target.Id, r.Unit, r.SubmittedAt, r.Entry)))],
        [.. view.Standings.SelectMany(s => CertifiedBeside.Of(s.Facts))]);

    private static ChangedTarget ChangeOf(TargetFacts facts) => new(
        facts.Target.Id, facts.TargetVersion, facts.Newer!.TargetVersion, facts.Newer.SinceClose,
        facts.Newer.Target.Title, facts.Newer.Target.LeadUnit, facts.Newer.Target.TargetValue,
        facts.Newer.Target.UnitOfMeasure);

    private static ColourTotal TotalOf(SchemeColour colour, PeriodView view)
    {
        TargetStatus[] members = [.. view.Rated.Where(s => s.Rating!.Colour == colour.Code)];
        var example = members.Length == 0 ? null : Member.Of(UnitPart.OfLead(members[0]), view.Palette);
        return new(colour.Code, colour.Name, members.Length, view.Rated.Count,
            Quotient.Of(members.Length, view.Rated.Count), example);
    }

    private static StateTotal TotalOf(TargetState state, PeriodView view)
    {
        TargetId[] members = [.. view.Standings.Where(s => s.State == state).Select(s => s.Target.Id)];
        return new(state, members.Length, members);
    }

    private static AttentionItem ItemOf(TargetStatus standing, PeriodView view)
    {
        var (target, rating) = (standing.Target, standing.Rating!);
        return new(
            target.Id, standing.Title, standing.LeadUnit, view.LeadNameOf(standing), target.Kind, target.Level,
            rating.Colour, rating.Suggested,
            rating.Rationale, rating.Divergence, rating.Correction, rating.Index, rating.LeafHash, rating.Supersedes,
            rating.Judged, rating.VersionReason, standing.Figures, standing.Original,
            LastColour.Of(standing.Earlier), view.Palette.ChangeOf(standing.Earlier?.Colour, rating.Colour));
    }
}
