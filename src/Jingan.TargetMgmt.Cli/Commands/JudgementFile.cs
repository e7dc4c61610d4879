using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary>A line of a file of judgements.</summary>
/// <param name="TargetId">What is judged.</param>
/// <param name="Colour">A code of the scheme.</param>
/// <param name="Rationale">Why.</param>
/// <param name="Divergence">Why it is not the suggestion.</param>
/// <param name="Evidence">What was gathered for it.</param>
/// <param name="Reason">Why the rating in force is replaced; without it, there must be none.</param>
/// <param name="SecondMark">A second mark of a sampled target.</param>
/// <param name="VersionReason">Why the newest version is judged, not the one that counts for the period.</param>
/// <param name="Basis">Government-log index of a report filed since the close that is judged.</param>
internal sealed record WrittenJudgement(
    TargetId TargetId, string Colour, string Rationale, Divergence? Divergence = null, IReadOnlyList<WrittenEvidence>? Evidence = null, string? Reason = null, bool SecondMark = false,
    string? VersionReason = null, long? Basis = null);

/// <summary>Judgements as JSON, one a line.</summary>
internal static class JudgementFile
{
    /// <exception cref="CommandFailure">A line is not one, or a target has two.</exception>
    public static IReadOnlyList<(int Line, WrittenJudgement Judgement)> Read(string path)
    {
        var lines = File.ReadAllLines(path).Select((text, i) => (Line: i + 1, Text: text)).Where(l => !string.IsNullOrWhiteSpace(l.Text)).ToList();
        var judgements = lines.Select(l => (l.Line, Judgement: ReadLine(path, l.Line, l.Text))).ToList();
        if (judgements.GroupBy(j => j.Judgement.TargetId).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw CommandFailure.Impossible(new(
                $"{path} 中 {twice.Key} 有两行（{string.Join("、", twice.Select(j => j.Line))}）；未提交任何内容。",
                $"{path} has {twice.Key} twice (lines {string.Join(", ", twice.Select(j => j.Line))}); nothing was sent."));
        }

        return judgements.Count > 0 ? judgements : throw CommandFailure.Impossible(new($"{path} 中没有评定。", $"{path} has no judgements."));
    }

    private static WrittenJudgement ReadLine(string path, int line, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<WrittenJudgement>(text, WireJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw CommandFailure.Impossible(new(
                $"{path} 第 {line} 行看不懂（{fault.Path}）：须为 JSON，含 targetId、colour、rationale，可有 divergence、evidence、reason、secondMark、versionReason、basis；未提交任何内容。",
                $"{path} line {line} is not understood ({fault.Path}): JSON with targetId, colour, rationale, and if need be divergence, evidence, reason, secondMark, versionReason, basis; nothing was sent."));
        }
    }
}
