using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What the evaluator may want to ask about a report's evidence. One warning tells of several pieces: an entry
/// has its length.</summary>
internal static class EvidenceWarnings
{
    private const int MostReused = 5;

    public static IEnumerable<ReportWarning> Of(IReadOnlyList<ReportedEvidence> evidence)
    {
        if (evidence.Count == 0)
        {
            yield break;
        }

        var (removed, kept) = (evidence.Where(e => e.IsRemoved).ToList(), evidence.Where(e => !e.IsRemoved).ToList());
        if (kept.Where(e => !e.IsHere).ToList() is { Count: > 0 } missing)
        {
            yield return new(
                WarningCode.EvidenceNotHere, $"{evidence.Count} 件佐证中有 {missing.Count} 件尚未上传：{Named(missing)}。",
                Now: missing[0].Sha256);
        }

        if (removed.Count > 0)
        {
            yield return new(
                WarningCode.EvidenceRemoved, $"有 {removed.Count} 件佐证的内容已依法移除：{Named(removed)}。",
                Now: removed[0].Sha256);
        }

        foreach (var reused in evidence.Where(e => e.UsedFor is not null)
            .GroupBy(e => (For: e.UsedFor!.Value, In: e.UsedIn!.Value))
            .OrderBy(g => g.Key.For.Value, StringComparer.Ordinal)
                .ThenBy(g => g.Key.In.Value, StringComparer.Ordinal)
            .Take(MostReused))
        {
            yield return new(
                WarningCode.EvidenceReused,
                $"有 {reused.Count()} 件佐证已用于目标 {reused.Key.For} 的 {reused.Key.In} 填报，请核对：{Named([.. reused])}。",
                Before: $"{reused.Key.For} {reused.Key.In}", Now: reused.First().Sha256);
        }
    }

    private static string Named(List<ReportedEvidence> some) =>
        string.Join("、", some.Take(3).Select(e => e.Sha256[..12] + "…")) + (some.Count > 3 ? " 等" : "");
}
