using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government;

/// <summary>Entry type <c>unit</c>. As in all entries, the member order is part of the format.</summary>
internal sealed record UnitEntry(int V, string Type, string At, string Actor, long Version, Unit Unit)
{
    public static UnitEntry Of(string at, string actor, long version, Unit unit) => new(1, "unit", at, actor, version, unit);
}

/// <summary>Entry type <c>target</c>: one version of a target, whole.</summary>
internal sealed record TargetEntry(int V, string Type, string At, string Actor, long Version, Target Target)
{
    public static TargetEntry Of(string at, string actor, long version, Target target) => new(1, "target", at, actor, version, target);
}

/// <summary>Entry type <c>period</c>.</summary>
internal sealed record PeriodEntry(int V, string Type, string At, string Actor, long Version, ReportingPeriod Period)
{
    public static PeriodEntry Of(string at, string actor, long version, ReportingPeriod period) => new(1, "period", at, actor, version, period);
}

/// <summary>Entry type <c>extension</c>.</summary>
internal sealed record ExtensionEntry(
    int V, string Type, string At, string Actor, Period Period, UnitCode Unit, TargetId? TargetId, DateOnly Until, string Reason)
{
    public static ExtensionEntry Of(string at, string actor, Period period, UnitCode unit, TargetId? target, DateOnly until, string reason) =>
        new(1, "extension", at, actor, period, unit, target, until, reason);
}

/// <summary>Entry type <c>progress</c>: one revision of a progress report.</summary>
internal sealed record ProgressEntry(
    int V, string Type, string At, string Actor, TargetId TargetId, long TargetVersion, Period Period, UnitCode Unit, long Revision,
    decimal? Value, bool NoChange, IReadOnlyList<NodeState>? Nodes, string Narrative, string? Difficulties, string? NextSteps,
    string? SelfColour, IReadOnlyList<string> Evidence, string Signatory, Timeliness Timeliness, bool UnderExtension)
{
    public ProgressReport ToReport(long index, byte[] leafHash, long? windowIndex) => new(
        Unit, Revision, Value, NoChange, Nodes, Narrative, Difficulties, NextSteps, SelfColour, Evidence, Signatory, Actor, Timeliness, At, windowIndex,
        new(GovernmentDb.Name, index, Convert.ToHexStringLower(leafHash)));
}

/// <summary>The pinned format of the government log.</summary>
[JsonSerializable(typeof(UnitEntry))]
[JsonSerializable(typeof(TargetEntry))]
[JsonSerializable(typeof(PeriodEntry))]
[JsonSerializable(typeof(ExtensionEntry))]
[JsonSerializable(typeof(ProgressEntry))]
[JsonSerializable(typeof(IReadOnlyList<NodeState>))]
internal sealed partial class GovernmentEntries : JsonSerializerContext
{
    public static readonly GovernmentEntries Format = new(LogEntry.NewOptions());
}
