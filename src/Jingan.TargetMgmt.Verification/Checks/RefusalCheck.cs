using System.Text.Json;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Counts a report's refused attempts again from the log.</summary>
internal static class RefusalCheck
{
    /// <param name="at">Where the report stands.</param>
    /// <param name="reports">The log's report entries.</param>
    /// <param name="refusals">The log's refusal entries.</param>
    public static void Run(
        ReportDocument document, string name, long at, IEnumerable<KeyValuePair<long, SignedReport>> reports,
        IEnumerable<KeyValuePair<long, RefusalEntry>> refusals, Findings findings)
    {
        var to = document.HeadOf(EntryTypes.Evaluation)?.Size ?? document.Refusals.To;
        var before = reports.Where(r => r.Key < to).OrderBy(r => r.Key).LastOrDefault();
        var from = before.Value is null ? 0 : before.Value.Entry.LogSize ?? before.Key;
        var groups = refusals.Where(r => r.Key >= from && r.Key < to)
            .Select(r => r.Value)
            .GroupBy(r => (r.Role, r.Method, r.Route))
            .Select(g => new RefusalGroup(
            g.Key.Role, g.Key.Method, g.Key.Route, g.Sum(r => r.Count), g.Count(),
            g.Select(r => r.Since).Min(StringComparer.Ordinal)!, g.Select(r => r.At).Max(StringComparer.Ordinal)!));
        var (said, counted) = (JsonOf(document.Refusals), JsonOf(RefusalSummary.Of(from, to, [.. groups])));
        if (said != counted)
        {
            findings.AddDamage(at, new(
                $"{name}：refusals 为 {said}，由日志第 {from} 条至 {to} 条之前重算为 {counted}",
                $"{name}: refusals is {said}, counted again from the log, entries {from} to before {to}, it is "
                    + $"{counted}"));
        }
    }

    private static string JsonOf(RefusalSummary summary) => JsonSerializer.Serialize(summary, WireJson.Options);
}
