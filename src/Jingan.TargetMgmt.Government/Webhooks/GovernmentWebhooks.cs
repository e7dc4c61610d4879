using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Webhooks;

namespace Jingan.TargetMgmt.Government.Webhooks;

/// <summary>What the government's side tells receivers: days and places, and nothing that people wrote but a target's
/// title.</summary>
internal sealed class GovernmentWebhooks(OwedReports owed) : WebhookEvents
{
    public override IReadOnlyList<string> Types =>
    [
        WebhookType.PeriodOpened, WebhookType.ReportDueSoon, WebhookType.ReportOverdue, WebhookType.RemarkMade,
        WebhookType.ExtensionAnswered,
    ];

    public override WebhookEvent? Read(LogEntryRef entry, string type, byte[] data)
    {
        var format = GovernmentEntries.Format;
        return type switch
        {
            "period-opened" when JsonSerializer.Deserialize(data, format.PeriodOpenedEntry) is { } e => Of(
                entry, WebhookType.PeriodOpened, e.At, null, new Opened(e.Period, e.DueOn, entry)),
            "extension" when JsonSerializer.Deserialize(data, format.ExtensionEntry) is { Request: { } asked } e => Of(
                entry, WebhookType.ExtensionAnswered, e.At, e.Unit,
                new Answered(e.Period, e.Unit, e.TargetId, asked, true, e.Until, entry)),
            "extension-refusal" when JsonSerializer.Deserialize(data, format.ExtensionRefusalEntry) is { } e => Of(
                entry, WebhookType.ExtensionAnswered, e.At, e.Unit,
                new Answered(e.Period, e.Unit, e.TargetId, e.Request, false, null, entry)),
            "remark" when JsonSerializer.Deserialize(data, format.RemarkEntry) is { } e => Of(
                entry, WebhookType.RemarkMade, e.At, e.Unit,
                new Remarked(e.TargetId, e.Period, e.Unit, e.Code, entry)),
            _ => null,
        };
    }

    public override bool ChangesTheDay(string type) => type is "period" or "period-opened" or "extension";

    public override Task<IReadOnlyList<WebhookEvent>> OfDayAsync(DateOnly today, CancellationToken ct) =>
        owed.FindAsync(today, ct);

    private static WebhookEvent Of(LogEntryRef entry, string type, string at, UnitCode? unit, object data) =>
        new($"{entry.Log}-{entry.Index}", type, at, unit, data);

    private sealed record Opened(Period Period, DateOnly DueOn, LogEntryRef Entry);

    /// <param name="TargetId">Null: all of the unit's targets.</param>
    /// <param name="Request">Index of the request.</param>
    private sealed record Answered(
        Period Period, UnitCode Unit, TargetId? TargetId, long Request, bool Granted, DateOnly? Until,
        LogEntryRef Entry);

    private sealed record Remarked(TargetId TargetId, Period Period, UnitCode Unit, RemarkCode Code, LogEntryRef Entry);
}
