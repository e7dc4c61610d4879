using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Worklist;

/// <summary>GET /worklist?period=: what the evaluator has to rate, with the facts,
/// the suggestion and what it follows from.</summary>
internal static class GetWorklist
{
    private const int MostLastColours = 3;

    internal sealed record Item(
        TargetId TargetId, long TargetVersion, string Title, string? Class, string Scheme, TargetState State,
        SuggestedColour? Suggestion, SuggestionInputs Inputs,
        LogEntryRef? Basis, FactsItem Facts, bool AddedWhileRunning, ChangeItem? Changed,
        IReadOnlyList<LaterItem> SinceClose, IReadOnlyList<CertifiedItem> Certified, RatingItem? Rating,
        SecondMarkState? SecondMark, IReadOnlyList<EarlierColourItem> LastColours, IReadOnlyList<string> Actions);

    /// <summary>The colour that the scheme suggests; what it follows from are the item's <c>inputs</c>, which are there
    /// without a colour too.</summary>
    internal sealed record SuggestedColour(string Colour);

    internal sealed record SuggestionItem(string Colour, SuggestionInputs Inputs);

    /// <summary>A released colour of an earlier period.</summary>
    internal sealed record EarlierColourItem(Period Period, string Colour);

    /// <param name="Earlier">The values that the lead units reported for the year's earlier periods of the same length,
    /// oldest first.</param>
    internal sealed record FactsItem(
        Target Target, ProgressReport? Report, IReadOnlyList<ProgressReport> CoUnits,
        IReadOnlyList<EarlierValue> Earlier);

    internal sealed record EarlierValue(Period Period, decimal Value);

    /// <summary>The newest version where it is not the one that counts: it moves nothing, unless the evaluator judges
    /// by it and says why (<c>versionReason</c>).</summary>
    /// <param name="SinceClose">Whether it came after the close, not while the period ran.</param>
    internal sealed record ChangeItem(
        long TargetVersion, bool SinceClose, string? Class, TargetState State, SuggestionItem? Suggestion,
        LogEntryRef? Basis, Target Target);

    /// <summary>A report filed since the close, under an extension: it moves nothing, unless the evaluator names it as
    /// basis. With what would be suggested then, of the lead unit's.</summary>
    internal sealed record LaterItem(ProgressReport Report, string? Class, SuggestionItem? Suggestion);

    /// <summary>A certified value beside what the lead unit claims: it moves nothing, unless the evaluator names it as
    /// basis. With what would be suggested then.</summary>
    /// <param name="Difference">Certified less claimed.</param>
    internal sealed record CertifiedItem(
        CertifiedValue Certified, decimal? Claimed, decimal? Difference, string? Class, SuggestionItem? Suggestion);

    /// <summary>The rating in force with the evaluator's own evidence; sealed, without its colour and evidence,
    /// while it waits for a second mark.</summary>
    internal sealed record RatingItem(
        long Index, string LeafHash, string? Colour, string Assessor, string RatedAt, bool IsStale, bool Sealed,
        IReadOnlyList<GatheredEvidence>? Evidence);

    /// <summary>Whether a target in the second-mark sample has its second mark.</summary>
    internal enum SecondMarkState
    {
        Due,
        Done,
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/worklist", Handle)
            .WithName(nameof(GetWorklist))
            .WithSummary(
                "The targets of a period with facts and suggestion, by id; target= asks for one. A page has up to 5,"
                    + "000.")
            .ReadBy(Role.Evaluator);

    private static async Task<Results<Ok<Page<Item>>, Problem>> Handle(
        Period period, TargetId? target, string? after, int? limit, HttpContext http, EvaluationDb db,
        IProgressFacts progress, SchemeStore schemes, EarlierColours earlier, AccessNotes notes, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging, Paging.MostOfWorklist) is { } refusal)
        {
            return refusal;
        }

        var (page, _, none) = await ReadAsync(period, target, paging, http, db, progress, schemes, earlier, notes, ct);
        return page is null ? none! : TypedResults.Ok(page);
    }

    /// <summary>A page, and the scheme that its suggestions are from; a refusal where there is no such period,
    /// or no scheme.</summary>
    internal static async Task<(Page<Item>? Page, ColourScheme? Scheme, Problem? Refusal)> ReadAsync(
        Period period, TargetId? target, Paging paging, HttpContext http, EvaluationDb db, IProgressFacts progress,
        SchemeStore schemes, EarlierColours earlier, AccessNotes notes, CancellationToken ct)
    {
        var facts = target is { } one
            ? await ReadOneAsync(progress, period, one, ct)
            : await progress.ReadPageAsync(period, paging.After, paging.Limit, ct);
        if (facts.Period is null)
        {
            return (null, null, new(
                ProblemCode.NotFound, new($"填报期 {period} 尚未设立。", $"There is no period {period}.")));
        }

        // Ratings are on targets, so that as many of them as a page has targets reach to its end.
        var from = target is null ? paging.After : "";
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var before = earlier.Add(queries, period);
        var inForce = SchemeStore.AddInForce(queries, period);
        var ratings = RatingStore.AddList(
            queries, RatingFilter.AllOf(period) with { Target = target?.Value ?? "" }, (period.Value, from),
            paging.Limit);
        var sample = SecondMarkStore.AddMarks(queries, period, target, from, paging.Limit);
        var released = EvaluationReportStore.AddReleasedAt(queries, period);
        var drawn = SecondMarkStore.AddDrawn(queries, period);
        await db.ReadAsync(queries, ct);
        if (ratings.Rows.Count > 0 && released.Rows.Count == 0)
        {
            notes.ReadUnderEmbargo(http);
        }

        var lastColours = await earlier.FindAsync(before, db.HeadOf(log).Size, ct);
        if ((await schemes.FindAsync(inForce, ct))?.Scheme is not { } scheme)
        {
            return (null, null, SchemeRefusal.NonePublished(ProblemCode.NotFound));
        }

        var rated = ratings.Rows.ToDictionary(r => r.TargetId);
        var marks = sample.Rows.ToDictionary(m => m.TargetId);
        // Nothing is to be rated where nothing was owed; whoever asks for such a target by its id is told so.
        var owed = facts.Items.Where(t =>
            target is not null || rated.ContainsKey(t.Target.Id) || t.Target.ReportedIn(period) is not null);
        return (new Page<Item>(
            [.. owed.Select(t => ToItem(scheme, period, t, rated.GetValueOrDefault(t.Target.Id),
                marks.GetValueOrDefault(t.Target.Id), released.Rows.Count > 0, drawn.Rows.Count > 0,
                [.. lastColours.Of(t.Target.Id).Take(MostLastColours)
                    .Select(c => new EarlierColourItem(c.Period, c.Colour))]))], facts.Next), scheme, null);
    }

    // Without such a target the page is empty; without such a period there is none.
    private static async Task<PeriodFactsPage> ReadOneAsync(
        IProgressFacts progress, Period period, TargetId target, CancellationToken ct) =>
        await progress.ReadTargetAsync(period, target, default, ct) is var (log, known, marks, facts)
            ? new(log, known, marks, [], [facts], null)
            : await progress.ReadPageAsync(period, "", 1, ct) with { Items = [], Next = null };

    private static Item ToItem(
        ColourScheme scheme, Period period, TargetFacts facts, RatingFact? rating, MarkedTarget? mark, bool isReleased,
        bool isDrawn, IReadOnlyList<EarlierColourItem> lastColours)
    {
        // The second assessor must not know what the first said, and the server does not know which of them is asking.
        // While no sample is drawn, any target may be in it.
        var isSealed = !isReleased && (!isDrawn || mark is { Second: null });
        var suggestion = SuggestionRule.Suggest(scheme, period, facts);
        return new(
            facts.Target.Id, facts.TargetVersion, facts.Target.Title, suggestion.Class, scheme.Version,
            suggestion.State,
            suggestion.Colour is { } colour ? new(colour) : null, suggestion.Inputs,
            facts.Lead?.Entry,
            new(facts.Target, facts.Lead, facts.CoUnits, ValuesOf(facts)), facts.AddedWhileRunning,
            ToChange(scheme, period, facts),
            [.. (facts.Later ?? []).Select(r => ToLater(scheme, period, facts, r))],
            [.. facts.Nameable.Select(c => ToCertified(scheme, period, facts, c))],
            rating is null ? null : new(
                rating.Index, rating.LeafHash, isSealed ? null : rating.Colour, rating.Assessor, rating.RatedAt,
                RatingFreshness.IsStale(rating, facts), isSealed,
                isSealed ? null : rating.Evidence),
            mark is null ? null : mark.Second is null ? SecondMarkState.Due : SecondMarkState.Done,
            lastColours,
            rating is null ? ["rate"] : mark is { Second: null } ? ["supersede", "secondMark"] : ["supersede"]);
    }

    private static List<EarlierValue> ValuesOf(TargetFacts facts) =>
        [.. facts.Earlier.Where(e => e.Value is not null).Select(e => new EarlierValue(e.Period, e.Value!.Value))];

    private static LaterItem ToLater(ColourScheme scheme, Period period, TargetFacts facts, ProgressReport report)
    {
        var suggestion = report.Unit == facts.Target.LeadUnit
            ? SuggestionRule.Suggest(scheme, period, facts with { Lead = report })
            : null;
        return new(report, suggestion?.Class, suggestion?.Colour is { } colour ? new(colour, suggestion.Inputs) : null);
    }

    private static CertifiedItem ToCertified(
        ColourScheme scheme, Period period, TargetFacts facts, CertifiedValue certified)
    {
        var (claimed, suggestion) = (facts.Lead?.Value,
            SuggestionRule.Suggest(scheme, period, facts.OnCertified(certified.Entry.Index)!));
        return new(
            certified, claimed, certified.Value - claimed, suggestion.Class,
            suggestion.Colour is { } colour ? new(colour, suggestion.Inputs) : null);
    }

    private static ChangeItem? ToChange(ColourScheme scheme, Period period, TargetFacts facts)
    {
        if (facts.Newer is not { } newer)
        {
            return null;
        }

        var suggestion = SuggestionRule.Suggest(scheme, period, facts with
        {
            Target = newer.Target,
            TargetVersion = newer.TargetVersion,
            Lead = newer.Lead,
        });
        return new(
            newer.TargetVersion, newer.SinceClose, suggestion.Class, suggestion.State,
            suggestion.Colour is { } colour ? new(colour, suggestion.Inputs) : null,
            newer.Lead?.Entry, newer.Target);
    }
}
