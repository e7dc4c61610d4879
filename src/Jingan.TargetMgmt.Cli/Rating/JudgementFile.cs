using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary>A line of a file of judgements.</summary>
/// <param name="TargetId">What is judged.</param>
/// <param name="Colour">A code of the scheme.</param>
/// <param name="Rationale">Why.</param>
/// <param name="Divergence">Why it is not the suggestion.</param>
/// <param name="Evidence">What was gathered for it.</param>
/// <param name="Reason">Why the rating in force is replaced; without it, there must be none.</param>
/// <param name="SecondMark">A second mark of a sampled target.</param>
/// <param name="VersionReason">Why the newest version is judged, not the one that counts for the period.</param>
/// <param name="Basis">Government-log index of a certified value, or of a report filed since the close, that is
/// judged.</param>
internal sealed record WrittenJudgement(
    TargetId TargetId, string Colour, string Rationale, Divergence? Divergence = null,
    IReadOnlyList<WrittenEvidence>? Evidence = null, string? Reason = null, bool SecondMark = false,
    string? VersionReason = null, long? Basis = null)
{
    /// <summary>What the assessor judged by, where a workbook says it.</summary>
    [JsonIgnore]
    public SeenFacts? Seen { get; init; }
}

/// <summary>The facts that a worklist showed of a target when it was made.</summary>
/// <param name="Version">The target's version.</param>
/// <param name="Basis">The report's index in the government log; null where there was none.</param>
internal sealed record SeenFacts(long? Version, long? Basis);

/// <summary>Judgements as JSON, one a line.</summary>
internal static class JudgementFile
{
    public static readonly Text Form = new(
        "每行须为 JSON，含 targetId、colour、rationale，可有 divergence、evidence、reason、secondMark、versionReason、basis。",
        "A line is JSON with targetId, colour, rationale, and if need be divergence, evidence, reason, secondMark, "
            + "versionReason, basis.");

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The judgements of the lines that hold one;
    /// what the others are goes to <paramref name="faults"/>.</summary>
    /// <exception cref="ClientException">The file cannot be read, or is empty.</exception>
    public static IReadOnlyList<(int Line, WrittenJudgement Judgement)> Read(string path, LineFaults faults)
    {
        var lines = InputFile.ReadLines(path).Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)).ToList();
        if (lines.Count == 0)
        {
            throw ClientException.Impossible(new($"{path} 中没有评定。", $"{path} has no judgements."));
        }

        List<(int Line, WrittenJudgement Judgement)> judgements = [];
        foreach (var (index, text) in lines)
        {
            if (ReadLine(text, out var judgement) is { } fault)
            {
                faults.AddUnreadable(index + 1, fault);
            }
            else
            {
                judgements.Add((index + 1, judgement!));
            }
        }

        AddTwice(judgements, faults);
        return judgements;
    }

    /// <summary>Says of which targets there are two judgements.</summary>
    public static void AddTwice(
        IReadOnlyList<(int Line, WrittenJudgement Judgement)> judgements, LineFaults faults)
    {
        foreach (var twice in judgements.GroupBy(j => j.Judgement.TargetId).Where(g => g.Count() > 1))
        {
            var all = string.Join(new Text("、", ", ").Current, twice.Select(j => j.Line));
            faults.AddUnreadable(twice.Last().Line,
                new Text($"{twice.Key} 有两行（{all}）", $"{twice.Key} stands there twice ({all})").Current);
        }
    }

    private static string? ReadLine(string text, out WrittenJudgement? judgement)
    {
        try
        {
            (judgement, var faults) = JsonFaults.Read<WrittenJudgement>(
                JsonNode.Parse(text, documentOptions: Strict), []);
            return judgement is not null ? null
                : faults.Count == 0 ? "null"
                : string.Join(new Text("；", "; ").Current, faults.Select(f => $"{f.Pointer} {f.Message}".Trim()));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            judgement = null;
            return new Text("不是合法的 JSON", "is not JSON").Current;
        }
    }
}
