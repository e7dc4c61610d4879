using System.Text.Json;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Schemes;

/// <summary>POST /schemes/{version}/preview?period=: what a draft, or a published scheme,
/// would suggest on a period's facts. It stores nothing.</summary>
internal static class PreviewScheme
{
    internal sealed record Response(
        Period Period, string Scheme, string? InForce, IReadOnlyList<ColourCount> Distribution,
        IReadOnlyList<StateCount> WithoutColour, IReadOnlyList<Change> Changes);

    internal sealed record ColourCount(string Colour, int Count);

    internal sealed record StateCount(TargetState State, int Count);

    internal sealed record Change(TargetId TargetId, Outcome From, Outcome To);

    internal sealed record Outcome(string? Colour, TargetState State);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/schemes/{version}/preview", Handle)
            .WithName(nameof(PreviewScheme))
            .WithSummary(
                "What a draft under this version, or without a body the published scheme, would suggest for a period,"
                    + " compared with the scheme in force; nothing is stored.")
            .Accepts<JsonElement>(isOptional: true, "application/json")
            .ReadBy(Role.Evaluator);

    private static async Task<Results<Ok<Response>, Problem>> Handle(
        string version, Period period, HttpContext http, IProgressFacts progress, SchemeStore schemes,
        CancellationToken ct)
    {
        var body = RequestBody.BytesOf(http);
        var (scheme, refusal) = body.Length == 0
            ? ((await schemes.FindAsync(version, ct))?.Scheme, NotPublished(version))
            : ReadDraft(version, body.Span);
        if (scheme is null)
        {
            return refusal;
        }

        if (await progress.ReadPeriodAsync(period, ct) is not { } facts)
        {
            return new Problem(ProblemCode.NotFound, new($"填报期 {period} 尚未设立。", $"There is no period {period}."));
        }

        var inForce = (await schemes.InForceAsync(period, ct))?.Scheme;
        return TypedResults.Ok(Compare(period, scheme, inForce, facts.Targets));
    }

    private static (ColourScheme? Draft, Problem Refusal) ReadDraft(string version, ReadOnlySpan<byte> utf8Json) =>
        !ColourScheme.TryRead(utf8Json, out var draft, out var errors) ? (null, SchemeRefusal.OfErrors(errors))
        : draft.Version != version
            ? (null, Problem.Invalid("/version", new($"须与地址中的 {version} 一致", $"must be {version}, as in the address")))
        : SchemeRefusal.OfLint(draft) is { } refusal ? (null, refusal)
        : (draft, NotPublished(version));

    private static Problem NotPublished(string version) => new(ProblemCode.NotFound, new(
        $"没有版本为 {version} 的办法；预览草案请把草案作为请求内容提交。",
        $"There is no scheme {version}; to preview a draft send it as the body."));

    private static Response Compare(
        Period period, ColourScheme scheme, ColourScheme? inForce, IReadOnlyList<TargetFacts> targets)
    {
        var outcomes = targets.Select(t =>
            (Id: t.Target.Id, From: OutcomeOf(inForce ?? scheme, period, t),
                To: OutcomeOf(scheme, period, t))).ToList();
        return new(
            period, scheme.Version, inForce?.Version,
            [.. scheme.Colours.OrderBy(c => c.Rank)
                .Select(c => new ColourCount(c.Code, outcomes.Count(o => o.To.Colour == c.Code)))],
            [.. outcomes.Where(o => o.To.Colour is null)
                .GroupBy(o => o.To.State)
                .OrderBy(g => g.Key)
                .Select(g => new StateCount(g.Key, g.Count()))],
            [.. outcomes.Where(o => o.From != o.To).Select(o => new Change(o.Id, o.From, o.To))]);
    }

    private static Outcome OutcomeOf(ColourScheme scheme, Period period, TargetFacts facts)
    {
        var suggestion = SuggestionRule.Suggest(scheme, period, facts);
        return new(suggestion.Colour, suggestion.State);
    }
}
