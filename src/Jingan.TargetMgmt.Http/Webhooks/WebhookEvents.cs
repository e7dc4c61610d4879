using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>The types of messages that there are.</summary>
public static class WebhookType
{
    /// <summary>A reporting period has opened.</summary>
    public const string PeriodOpened = "period.opened";

    /// <summary>Reports that a unit still owes are due in three working days.</summary>
    public const string ReportDueSoon = "report.due-soon";

    /// <summary>Reports that a unit owes are overdue.</summary>
    public const string ReportOverdue = "report.overdue";

    /// <summary>The office has made a remark on a unit's report.</summary>
    public const string RemarkMade = "remark.made";

    /// <summary>The office has granted or refused an extension that a unit asked for.</summary>
    public const string ExtensionAnswered = "extension.answered";

    /// <summary>A period's evaluation report is released.</summary>
    public const string ReportReleased = "evaluation-report.released";

    public static readonly IReadOnlyList<string> All =
        [PeriodOpened, ReportDueSoon, ReportOverdue, RemarkMade, ExtensionAnswered, ReportReleased];
}

/// <summary>Something that receivers are told of.</summary>
/// <param name="Id">The same whoever works it out, and however often: the header <c>webhook-id</c>. Without a full
/// stop, which the signature needs between its parts.</param>
/// <param name="Type">See <see cref="WebhookType"/>.</param>
/// <param name="At">When it happened, see <see cref="UtcText"/>.</param>
/// <param name="Unit">Whom it concerns; null: everybody.</param>
/// <param name="Data">What is told; serialises to a JSON object.</param>
public sealed record WebhookEvent(string Id, string Type, string At, UnitCode? Unit, object Data);

/// <summary>What of a side's log, and of its calendar, receivers are told of. Each side gives its own.</summary>
public abstract class WebhookEvents
{
    /// <summary>The types that this side tells of.</summary>
    public abstract IReadOnlyList<string> Types { get; }

    /// <summary>What an entry tells; null where it is nobody's concern.</summary>
    /// <param name="entry">Where it stands.</param>
    /// <param name="type">What it says that it is.</param>
    /// <param name="data">Its bytes.</param>
    public abstract WebhookEvent? Read(LogEntryRef entry, string type, byte[] data);

    /// <summary>Whether such an entry may change what <see cref="OfDayAsync"/> finds today.</summary>
    public virtual bool ChangesTheDay(string type) => false;

    /// <summary>What a day brings without an entry, however often it is asked for.</summary>
    public virtual Task<IReadOnlyList<WebhookEvent>> OfDayAsync(DateOnly today, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<WebhookEvent>>([]);
}
