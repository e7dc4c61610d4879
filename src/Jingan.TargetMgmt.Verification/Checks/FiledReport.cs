using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A progress report as far as anything depends on it: nearly all entries of a log are such.</summary>
/// <param name="Instant">When the service took it.</param>
/// <param name="WaitsFor">Whom its unit waits for; null where it waits for nobody.</param>
/// <param name="Part">How a co-unit's part stands; null where it never said.</param>
/// <param name="AnswersRemarks">Indexes of the remarks that it answers; null where it answers none.</param>
internal sealed record FiledReport(
    DateTimeOffset Instant, string Actor, TargetId TargetId, long TargetVersion, Period Period, UnitCode Unit,
    long Revision, decimal? Value, bool NoChange,
    IReadOnlyList<NodeState>? Nodes, Timeliness Timeliness, bool UnderExtension,
    IReadOnlyList<long>? AnswersRemarks = null, SignedAs? SignedAs = null,
    IReadOnlyList<WaitsFor>? WaitsFor = null, PartState? Part = null) : ILogEntry
{
    public int V => 1;

    public string Type => "progress";

    public string At => UtcText.Format(Instant);

    /// <summary>The calendar date in Shanghai on which it was taken.</summary>
    public DateOnly Day => ShanghaiDate.Of(Instant);

    public static FiledReport Of(ProgressEntry e) => new(
        UtcText.TryParse(e.At, out var at) ? at : throw new System.Text.Json.JsonException("at"), e.Actor, e.TargetId,
        e.TargetVersion, e.Period, e.Unit, e.Revision, e.Value, e.NoChange, e.Nodes,
        e.Timeliness, e.UnderExtension, e.AnswersRemarks,
        e is { Confirmation: null or Confirmation.Named, Operator: null, OpenedAt: null }
            ? null
            : new(e.Confirmation, e.Operator, e.OpenedAt, e.Signatory),
        e.WaitsFor, e.Part);
}

/// <summary>What a report says of its signing, where that is more than a name.</summary>
internal sealed record SignedAs(Confirmation? Confirmation, string? Operator, string? OpenedAt, string Signatory);
