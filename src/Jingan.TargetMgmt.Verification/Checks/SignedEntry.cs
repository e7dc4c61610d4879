using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A rating, second mark or report that shows what was signed; what it depends on, earlier entries,
/// is not looked at yet.</summary>
/// <param name="Shown">The entry.</param>
/// <param name="Jws">The signature.</param>
internal abstract record SignedEntry(ILogEntry Shown, CompactJws Jws) : ILogEntry
{
    public int V => Shown.V;

    public string Type => Shown.Type;

    public string At => Shown.At;

    public string Actor => Shown.Actor;

    /// <summary>What was signed, of whatever it is.</summary>
    public abstract ISignedClaims Claims { get; }
}

/// <summary>A rating, or the second mark beside one.</summary>
/// <param name="Rating">The claims.</param>
/// <param name="Beside">The rating that a second mark stands beside.</param>
internal sealed record SignedRating(IMarkEntry Mark, CompactJws Jws, RatingClaims Rating, long? Beside)
    : SignedEntry(Mark, Jws)
{
    public override ISignedClaims Claims => Rating;

    /// <summary>The units that have a part in the target, the lead first, as the entry shows them.</summary>
    public IReadOnlyList<UnitCode> Units => Mark.Units ?? [];
}

/// <summary>An evaluation report's entry.</summary>
/// <param name="Report">The claims.</param>
internal sealed record SignedReport(ReportEntry Entry, CompactJws Jws, ReportClaims Report) : SignedEntry(Entry, Jws)
{
    public override ISignedClaims Claims => Report;
}

/// <summary>An entry of a type that these logs do not have.</summary>
internal sealed record OtherEntry : ILogEntry
{
    public static readonly OtherEntry Instance = new();

    public int V => 0;

    public string Type => EntryType.Other;

    public string At => "";

    public string Actor => "";
}
