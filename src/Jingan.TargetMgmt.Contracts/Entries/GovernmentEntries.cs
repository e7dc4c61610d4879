using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>Entry type <c>unit</c>. As in all entries, the member order is part of the format.</summary>
internal sealed record UnitEntry(int V, string Type, string At, string Actor, long Version, Unit Unit) : ILogEntry
{
    public static UnitEntry Of(
        string at, string actor, long version, Unit unit) => new(1, "unit", at, actor, version, unit);
}

/// <summary>Entry type <c>target</c>: one version of a target, whole.</summary>
internal sealed record TargetEntry(int V, string Type, string At, string Actor, long Version, Target Target) : ILogEntry
{
    public static TargetEntry Of(
        string at, string actor, long version, Target target) => new(1, "target", at, actor, version, target);
}

/// <summary>Entry type <c>period</c>.</summary>
/// <param name="Reason">Why the office postponed its closing day; null where it did not.</param>
internal sealed record PeriodEntry(
    int V, string Type, string At, string Actor, long Version, ReportingPeriod Period, string? Reason) : ILogEntry
{
    public static PeriodEntry Of(string at, string actor, long version, ReportingPeriod period, string? reason) =>
        new(1, "period", at, actor, version, period, reason);
}

/// <summary>Entry type <c>period-opened</c>: what a log of this size holds counts for the period.
/// The actor is the service: nobody else may say so.</summary>
/// <param name="DueOn">The due day as it is then.</param>
/// <param name="PostponeDays">By how many days in all its closing day may be postponed from here on.</param>
internal sealed record PeriodOpenedEntry(
    int V, string Type, string At, string Actor, Period Period, long LogSize, DateOnly DueOn,
    long PostponeDays) : ILogEntry
{
    public static PeriodOpenedEntry Of(string at, Period period, long logSize, DateOnly dueOn, long postponeDays) =>
        new(1, "period-opened", at, "service", period, logSize, dueOn, postponeDays);
}

/// <summary>Why a period was closed.</summary>
internal enum CloseCause
{
    /// <summary>The period's closing day is over.</summary>
    WindowEnded,

    /// <summary>The evaluator issues the period's report, and the due day is long enough ago.</summary>
    Overdue,
}

/// <summary>Entry type <c>period-closed</c>: the period's facts are those of a log of this size, for ever.</summary>
internal sealed record PeriodClosedEntry(
    int V, string Type, string At, string Actor, Period Period, long LogSize, CloseCause Cause) : ILogEntry
{
    public static PeriodClosedEntry Of(string at, Period period, long logSize, CloseCause cause) =>
        new(1, "period-closed", at, "service", period, logSize, cause);
}

/// <summary>Entry type <c>extension</c>.</summary>
/// <param name="Request">Index of the unit's request that it grants; null where the office gave it of its own
/// accord.</param>
internal sealed record ExtensionEntry(
    int V, string Type, string At, string Actor, Period Period, UnitCode Unit, TargetId? TargetId, DateOnly Until,
    string Reason, long? Request) : ILogEntry
{
    public static ExtensionEntry Of(
        string at, string actor, Period period, UnitCode unit, TargetId? target, DateOnly until, string reason,
        long? request = null) => new(1, "extension", at, actor, period, unit, target, until, reason, request);
}

/// <summary>Entry type <c>extension-request</c>: a unit asks to file later.</summary>
/// <param name="TargetId">Null where it asks for all of its targets.</param>
/// <param name="Until">The day that it asks for; null where it leaves that to the office.</param>
internal sealed record ExtensionRequestEntry(
    int V, string Type, string At, string Actor, Period Period, UnitCode Unit, TargetId? TargetId, DateOnly? Until,
    string Reason) : ILogEntry
{
    public static ExtensionRequestEntry Of(
        string at, string actor, Period period, UnitCode unit, TargetId? target, DateOnly? until, string reason) =>
        new(1, "extension-request", at, actor, period, unit, target, until, reason);
}

/// <summary>Entry type <c>extension-refusal</c>: the office does not grant what a unit asked for.</summary>
/// <param name="Request">Index of the request.</param>
internal sealed record ExtensionRefusalEntry(
    int V, string Type, string At, string Actor, Period Period, UnitCode Unit, TargetId? TargetId, long Request,
    string Reason) : ILogEntry
{
    public static ExtensionRefusalEntry Of(
        string at, string actor, Period period, UnitCode unit, TargetId? target, long request, string reason) =>
        new(1, "extension-refusal", at, actor, period, unit, target, request, reason);
}

/// <summary>Entry type <c>progress</c>: one revision of a progress report.</summary>
/// <param name="Warnings">What was unusual about it; absent when nothing was.</param>
/// <param name="AnswersRemarks">Indexes of the office's remarks that it answers; absent when it answers none.</param>
/// <param name="EvidenceNotes">Where to look in the evidence, empty where it says nothing of it; absent where there is
/// no evidence, and in reports from before evidence was kept, whose hashes are looked up nowhere.</param>
/// <param name="Confirmation">Who stands behind it; absent from what was filed before anybody asked.</param>
/// <param name="Operator">Who filled the draft; absent where the actor did.</param>
/// <param name="OpenedAt">When the draft was opened; absent where there was none.</param>
/// <param name="WaitsFor">Whom the unit waits for, every one with its unit; absent where it waits for nobody.</param>
/// <param name="Part">How a co-unit's part stands; absent of a lead unit, and where it never said.</param>
internal sealed record ProgressEntry(
    int V, string Type, string At, string Actor, TargetId TargetId, long TargetVersion, Period Period, UnitCode Unit,
    long Revision,
    decimal? Value, bool NoChange, IReadOnlyList<NodeState>? Nodes, string Narrative, string? Difficulties,
    string? NextSteps,
    string? SelfColour, IReadOnlyList<string> Evidence, string Signatory, Timeliness Timeliness, bool UnderExtension,
    IReadOnlyList<ReportWarning>? Warnings = null, IReadOnlyList<long>? AnswersRemarks = null,
    IReadOnlyList<EvidenceNote>? EvidenceNotes = null, Confirmation? Confirmation = null, string? Operator = null,
    string? OpenedAt = null, IReadOnlyList<WaitsFor>? WaitsFor = null, PartState? Part = null) : ILogEntry
{
    public ProgressReport ToReport(long index, byte[] leafHash) => new(
        Unit, Revision, Value, NoChange, Nodes, Narrative, Difficulties, NextSteps, SelfColour, Evidence, Signatory,
        Operator ?? Actor, Timeliness, At,
        new("government", index, Convert.ToHexStringLower(leafHash)), Warnings,
        EvidenceNotes: EvidenceNotes, Confirmation: Confirmation,
        WaitsFor: WaitsFor is { Count: > 0 } all
        ? [.. all.Select((w, i) => new ReportWaiting(i + 1, w.Unit!.Value, w.TargetId, w.Since, w.What))]
        : null,
        Part: Part, OpenedAt: OpenedAt);
}

/// <summary>Entry type <c>remark</c>: the office remarks on a progress report.</summary>
/// <param name="Revision">The revision that it is about.</param>
/// <param name="Progress">Index of that revision's entry.</param>
internal sealed record RemarkEntry(
    int V, string Type, string At, string Actor, TargetId TargetId, Period Period, UnitCode Unit, long Revision,
    long Progress, RemarkCode Code, string Text) : ILogEntry
{
    public static RemarkEntry Of(
        string at, string actor, TargetId target, Period period, UnitCode unit, long revision, long progress,
        RemarkCode code, string text) =>
        new(1, "remark", at, actor, target, period, unit, revision, progress, code, text);
}

/// <summary>Entry type <c>waiting-answer</c>: a unit answers another that waits for it.</summary>
/// <param name="Unit">The unit that answers.</param>
/// <param name="TargetId">The target that the report is about.</param>
/// <param name="Period">The period that it is for.</param>
/// <param name="WaitingUnit">The unit that waits.</param>
/// <param name="Progress">Index of the report that says so.</param>
/// <param name="Item">Its number within that report, from 1 on.</param>
/// <param name="Done">Whether what was waited for is there.</param>
internal sealed record WaitingAnswerEntry(
    int V, string Type, string At, string Actor, UnitCode Unit, TargetId TargetId, Period Period, UnitCode WaitingUnit,
    long Progress, long Item, bool Done, DateOnly? ExpectedOn, string Text) : ILogEntry
{
    public static WaitingAnswerEntry Of(
        string at, string actor, UnitCode unit, TargetId target, Period period, UnitCode waiting, long progress,
        long item, bool done, DateOnly? expectedOn, string text) => new(
        1, "waiting-answer", at, actor, unit, target, period, waiting, progress, item, done, expectedOn, text);
}

/// <summary>Entry type <c>certified-value</c>: the certifying unit says what a quantity was.</summary>
/// <param name="Reason">Why it corrects the revision before; absent of a first.</param>
/// <param name="Late">Whether the period had closed.</param>
internal sealed record CertifiedValueEntry(
    int V, string Type, string At, string Actor, TargetId TargetId, long TargetVersion, Period Period, UnitCode Unit,
    long Revision, decimal Value, DateOnly? AsOf, string? Note, string? Source, string? Reason, bool Late) : ILogEntry
{
    public static CertifiedValueEntry Of(
        string at, string actor, TargetId target, long version, Period period, UnitCode unit, long revision,
        decimal value, DateOnly? asOf, string? note, string? source, string? reason, bool late) => new(
        1, "certified-value", at, actor, target, version, period, unit, revision, value, asOf, note, source, reason,
        late);

    public CertifiedValue ToValue(long index, byte[] leafHash) => new(
        TargetVersion, Unit, Revision, Value, AsOf, Note, Source, Reason, Late, Actor, At,
        new("government", index, Convert.ToHexStringLower(leafHash)));
}

/// <summary>Entry type <c>evidence</c>: a unit has uploaded a file; from here on it is provable that there was such
/// content.</summary>
/// <remarks>The file's name is not in it: names tell of people, and the log is for ever.</remarks>
/// <param name="Sha256">The hash of the content.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="MediaType">What it is, by its first bytes: one of <see cref="EvidenceType.All"/>.</param>
/// <param name="Title">What the unit calls it; absent when it said nothing.</param>
/// <param name="AsOf">The day that it tells of; absent when the unit said none.</param>
internal sealed record EvidenceEntry(
    int V, string Type, string At, string Actor, UnitCode Unit, string Sha256, long Size, string MediaType,
    string? Title, DateOnly? AsOf) : ILogEntry
{
    public static EvidenceEntry Of(
        string at, string actor, UnitCode unit, string sha256, long size, string mediaType, string? title,
        DateOnly? asOf) => new(1, "evidence", at, actor, unit, sha256, size, mediaType, title, asOf);
}

/// <summary>Entry type <c>evidence-removal</c>: by law the content is not kept any more; its hash stays.</summary>
/// <param name="OrderedBy">Who ordered it, such as a court.</param>
/// <param name="Reason">Why, with the law that says so.</param>
internal sealed record EvidenceRemovalEntry(
    int V, string Type, string At, string Actor, string Sha256, string OrderedBy, string Reason) : ILogEntry
{
    public static EvidenceRemovalEntry Of(
        string at, string actor, string sha256, string orderedBy, string reason) =>
        new(1, "evidence-removal", at, actor, sha256, orderedBy, reason);
}

/// <summary>Entry type <c>public-page</c>: the office opens the public page or closes it.</summary>
/// <param name="Version">1 for the first; each counts up.</param>
/// <param name="Open">Whether it is open from here on.</param>
internal sealed record PublicPageEntry(
    int V, string Type, string At, string Actor, long Version, bool Open, string Reason) : ILogEntry
{
    public static PublicPageEntry Of(string at, string actor, long version, bool open, string reason) =>
        new(1, "public-page", at, actor, version, open, reason);
}

/// <summary>The pinned format of the government log.</summary>
[JsonSerializable(typeof(UnitEntry))]
[JsonSerializable(typeof(TargetEntry))]
[JsonSerializable(typeof(PeriodEntry))]
[JsonSerializable(typeof(PeriodOpenedEntry))]
[JsonSerializable(typeof(PeriodClosedEntry))]
[JsonSerializable(typeof(ExtensionEntry))]
[JsonSerializable(typeof(ExtensionRequestEntry))]
[JsonSerializable(typeof(ExtensionRefusalEntry))]
[JsonSerializable(typeof(ProgressEntry))]
[JsonSerializable(typeof(RemarkEntry))]
[JsonSerializable(typeof(WaitingAnswerEntry))]
[JsonSerializable(typeof(CertifiedValueEntry))]
[JsonSerializable(typeof(EvidenceEntry))]
[JsonSerializable(typeof(EvidenceRemovalEntry))]
[JsonSerializable(typeof(PublicPageEntry))]
[JsonSerializable(typeof(IReadOnlyList<NodeState>))]
internal sealed partial class GovernmentEntries : JsonSerializerContext
{
    public static readonly GovernmentEntries Format = new(LogEntry.NewOptions());
}
