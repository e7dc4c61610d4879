using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Webhooks;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Evaluation.Webhooks;

/// <summary>What the evaluator's side tells receivers: a period's report is released. Until then it tells
/// nothing.</summary>
internal sealed class EvaluationWebhooks : WebhookEvents
{
    public override IReadOnlyList<string> Types => [WebhookType.ReportReleased];

    public override WebhookEvent? Read(LogEntryRef entry, string type, byte[] data) =>
        type == "report" && JsonSerializer.Deserialize(data, EvaluationEntries.Format.ReportEntry) is { } report
            ? new($"{entry.Log}-{entry.Index}", WebhookType.ReportReleased, report.At, null,
                new Released(report.Period, report.Scheme, report.Sha256, entry))
            : null;

    /// <param name="Sha256">Of the report's bytes.</param>
    /// <param name="Entry">Where the log says so.</param>
    private sealed record Released(Period Period, string Scheme, string Sha256, LogEntryRef Entry);
}
