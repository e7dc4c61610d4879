using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Client;

/// <summary>What the scheme suggests for a target.</summary>
public sealed record WorklistSuggestion(string? Colour = null);

/// <summary>The figures a suggestion follows from; as the service writes them, numbers or texts.</summary>
public sealed record WorklistInputs(
    JsonElement? Actual = null, JsonElement? Planned = null, JsonElement? Target = null, int? OverdueDays = null,
    string? WorstNode = null, IReadOnlyList<string>? Flags = null, JsonElement? Baseline = null,
    JsonElement? GapPoints = null, JsonElement? Distance = null, string? Layer = null);

/// <summary>What is promised.</summary>
public sealed record WorklistTarget(
    string LeadUnit, string? UnitOfMeasure = null, IReadOnlyList<WorklistNode>? Nodes = null,
    string? Requirement = null, string? Source = null, string? Kind = null);

/// <summary>A node, promised or reported.</summary>
public sealed record WorklistNode(
    string Code, DateOnly? DoneOn = null, string? Title = null, DateOnly? Due = null, DateOnly? ForecastOn = null);

/// <summary>What was unusual about a report.</summary>
public sealed record WorklistWarning(string Code, string Message);

/// <summary>What a unit filed.</summary>
public sealed record WorklistFiled(
    string? SelfColour = null, bool NoChange = false, string? Timeliness = null,
    IReadOnlyList<WorklistNode>? Nodes = null, IReadOnlyList<WorklistWarning>? Warnings = null, string? Unit = null,
    JsonElement? Value = null, string? Narrative = null, string? Difficulties = null, string? NextSteps = null,
    string? Signatory = null, string? SubmittedAt = null, int Revision = 1, IReadOnlyList<string>? Evidence = null);

/// <summary>What is promised and what was filed.</summary>
public sealed record WorklistFacts(
    WorklistTarget? Target = null, WorklistFiled? Report = null, IReadOnlyList<WorklistFiled>? CoUnits = null,
    IReadOnlyList<WorklistEarlierValue>? Earlier = null);

/// <summary>A value of an earlier period.</summary>
public sealed record WorklistEarlierValue(string Period, JsonElement Value);

/// <summary>The colour of an earlier period.</summary>
public sealed record WorklistEarlierColour(string Period, string Colour);

/// <summary>The rating in force of a target.</summary>
public sealed record WorklistRating(long Index, string? Colour = null, string? Assessor = null, bool IsStale = false);

/// <summary>A newer version of a target than the one that counts.</summary>
public sealed record WorklistChange(
    long TargetVersion, bool SinceClose = false, string? Class = null, WorklistSuggestion? Suggestion = null,
    LogEntryRef? Basis = null);

/// <summary>A report filed since the period's close.</summary>
public sealed record WorklistLater(
    WorklistReport Report, string? Class = null, WorklistSuggestion? Suggestion = null);

/// <summary>A certified value beside what the lead unit claims.</summary>
public sealed record WorklistCertified(
    WorklistValue Certified, JsonElement? Difference = null, string? Class = null,
    WorklistSuggestion? Suggestion = null);

/// <summary>What was certified, and its entry.</summary>
public sealed record WorklistValue(JsonElement Value, LogEntryRef Entry, bool Late = false);

/// <summary>The entry of a report.</summary>
public sealed record WorklistReport(LogEntryRef Entry);

/// <summary>One target as the evaluator finds it.</summary>
public sealed record WorklistItem(
    string TargetId, long TargetVersion, string? Class, string Scheme, string State,
    WorklistSuggestion? Suggestion = null, LogEntryRef? Basis = null, WorklistRating? Rating = null,
    string? SecondMark = null,
    WorklistChange? Changed = null, IReadOnlyList<WorklistLater>? SinceClose = null,
    string Title = "", WorklistInputs? Inputs = null, WorklistFacts? Facts = null, bool AddedWhileRunning = false,
    IReadOnlyList<WorklistCertified>? Certified = null, IReadOnlyList<WorklistEarlierColour>? LastColours = null)
{
    /// <summary>The item with its newest version in the place of the one that counts.</summary>
    public WorklistItem UnderNewestVersion() => Changed is { } newer
        ? this with
        {
            TargetVersion = newer.TargetVersion,
            Class = newer.Class,
            Suggestion = newer.Suggestion,
            Basis = newer.Basis,
        }
        : throw ClientException.Refused(new(
            $"{TargetId} 没有比计入本期者更新的版本；请去掉 --version-reason。",
            $"{TargetId} has no newer version than the one that counts; leave out --version-reason."));

    /// <summary>The item with a report filed since the close, or a certified value, as its basis.</summary>
    public WorklistItem OnNamed(long index) =>
        SinceClose?.FirstOrDefault(l => l.Report.Entry.Index == index) is { } later
        ? this with { Class = later.Class, Suggestion = later.Suggestion, Basis = later.Report.Entry }
        : Certified?.FirstOrDefault(c => c.Certified.Entry.Index == index) is { } certified
        ? this with { Class = certified.Class, Suggestion = certified.Suggestion, Basis = certified.Certified.Entry }
        : throw ClientException.Refused(new(
            $"{TargetId} 在政府日志第 {index} 条既没有认定值，也没有关闭后的填报；清单见 jtm rate --period … --json 的 certified、sinceClose。",
            $"{TargetId} has at entry {index} neither a certified value nor a report since the period's close; see "
                + "certified and sinceClose in jtm rate --period … --json."));
}

/// <summary>The evaluator's worklist of a period.</summary>
internal static class Worklist
{
    public static async Task<WorklistItem> FindAsync(
        ApiClient client, string period, string target, CancellationToken ct)
    {
        // A service that does not know "target" sends everything; then we page until we meet it.
        await foreach (var node in client.ListAsync($"worklist?period={period}&target={target}", ct))
        {
            if (node["targetId"]?.ToString() == target)
            {
                return ServerJson.Read<WorklistItem>(node);
            }
        }

        throw ClientException.Refused(new(
            $"{period} 的工作清单中没有 {target}；用 jtm rate --period {period} 查看清单。",
            $"{target} is not on the worklist of {period}; see jtm rate --period {period}."));
    }

    /// <summary>The whole worklist.</summary>
    public static async Task<List<WorklistItem>> ReadAsync(ApiClient client, string period, CancellationToken ct) =>
        [.. (await NodesAsync(client, period, ct)).Select(ServerJson.Read<WorklistItem>)];

    /// <summary>The whole worklist as the JSON that came.</summary>
    public static async Task<List<JsonNode>> NodesAsync(ApiClient client, string period, CancellationToken ct)
    {
        var nodes = new List<JsonNode>();
        await foreach (var node in client.ListAsync($"worklist?period={period}", ct))
        {
            nodes.Add(node);
        }

        return nodes;
    }
}
