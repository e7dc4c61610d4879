using System.Globalization;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>What the scheme in force would suggest for a report while it is typed, by the rules that the evaluator's
/// suggestion follows. It is no rating: that is the third party's.</summary>
public sealed class ExpectedColour
{
    private readonly ColourScheme _scheme;
    private readonly Target _target;
    private readonly Period _period;
    private readonly IReadOnlyList<EarlierReport> _earlier;

    private ExpectedColour(
        ColourScheme scheme, IReadOnlyList<SchemeColour> colours, Target target, Period period,
        IReadOnlyList<EarlierReport> earlier) =>
        (_scheme, Colours, _target, _period, _earlier) = (scheme, colours, target, period, earlier);

    /// <summary>The scheme's colours.</summary>
    public IReadOnlyList<SchemeColour> Colours { get; }

    /// <summary>Reads what it follows from; null where that cannot be had: a report does without.</summary>
    public static async Task<ExpectedColour?> ReadAsync(ServiceClient service, string period, KnownFacts facts)
    {
        var schemes = await service.ListAsync("schemes", WebJson.Default.PageSchemeRow);
        if (schemes.Value is not [.., var newest] || !Period.TryParse(period, null, out var code))
        {
            return null;
        }

        var path = $"schemes/{Uri.EscapeDataString(newest.Version)}";
        var document = await service.GetFileAsync(path);
        var target = await service.GetAsync(
            $"targets/{Uri.EscapeDataString(facts.Target.Id)}", WebJson.Default.JsonNode);
        if (document.Value is null || target.Value is null
            || !ColourScheme.TryRead(document.Value, out var scheme, out _)
            || JsonSerializer.Deserialize(document.Value, WebJson.Default.SchemeView) is not { } view)
        {
            return null;
        }

        try
        {
            return new(
                scheme, view.Colours, ServerJson.Read<Target>(target.Value), code, EarlierOf(facts, period));
        }
        catch (ClientException)
        {
            return null; // a newer service's target
        }
    }

    /// <summary>The suggestion for what is typed.</summary>
    internal Suggestion Of(ReportFields fields, Filed? before)
    {
        Typed.TryNumber(fields.Value, out var value);
        var content = fields.ToContent();
        var lead = new ProgressReport(
            _target.LeadUnit, 1, fields.NoChange ? before?.Value : value, fields.NoChange,
            NodesOf(fields.NoChange ? before?.Nodes : content.Nodes), "", null, null, null, [], "", "",
            Timeliness.OnTime, "", new("", 0, ""));
        return SuggestionRule.Suggest(_scheme, _period, new(_target, 1, lead, [], _earlier));
    }

    /// <summary>How far it is beside how far it should be; empty where there is nothing to say.</summary>
    internal static string Told(Suggestion suggestion)
    {
        var inputs = suggestion.Inputs;
        if (inputs.OverdueDays is > 0 and var days)
        {
            return Language.Of($"节点逾期 {days} 天", $"a node is {days} days overdue");
        }

        return inputs is { Actual: { } actual, Target: { } year, Baseline: var baseline }
            && year != (baseline ?? 0)
            ? Language.Of($"完成 {Share(actual)}", $"{Share(actual)} done") + (inputs.Planned is { } planned
                ? Language.Of($"（计划 {Share(planned)}）", $" (plan {Share(planned)})")
                : "")
            : "";

        string Share(decimal value) => ((value - (baseline ?? 0)) / (year - (baseline ?? 0)) * 100)
            .ToString("0.#", CultureInfo.InvariantCulture) + "%";
    }

    private static List<EarlierReport> EarlierOf(KnownFacts facts, string period) => [.. facts.Filed
        .Where(f => f.Period[..4] == period[..4] && f.Period.Length == period.Length
            && string.CompareOrdinal(f.Period, period) < 0)
        .GroupBy(f => f.Period)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => g.Last())
        .Select(f => new EarlierReport(Period.Parse(f.Period, null), f.Value, NodesOf(f.Nodes)))];

    private static List<Contracts.NodeState>? NodesOf(IReadOnlyList<Wire.NodeState>? nodes) =>
        nodes is null
            ? null
            : [.. nodes.Select(n => new Contracts.NodeState(n.Code, Typed.Day(n.DoneOn), Typed.Day(n.ForecastOn)))];
}
