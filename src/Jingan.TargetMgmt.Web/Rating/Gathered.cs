using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Web.Reporting;

namespace Jingan.TargetMgmt.Web.Rating;

/// <summary>Evidence of the assessor's own while it is written down; a file stays here, its hash is signed.</summary>
public sealed class Gathered
{
    public EvidenceKind Kind { get; set; }

    public string Note { get; set; } = "";

    /// <summary>The day it was gathered, as a date field writes it; empty where it is not told.</summary>
    public string At { get; set; } = "";

    public string Source { get; set; } = "";

    public string? Sha256 { get; set; }

    public GatheredEvidence ToEvidence() => new(
        Kind, Note.Trim(),
        Typed.Day(At),
        Source.Trim() is { Length: > 0 } source ? source : null, Sha256);
}
