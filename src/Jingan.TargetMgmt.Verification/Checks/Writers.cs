using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Who may be the actor of an entry.</summary>
/// <param name="Role">The role whose token brings it; null where no token does.</param>
/// <param name="Unit">That token's unit, for a report, a request and an upload.</param>
/// <param name="Itself">The name under which the software writes it: always where <paramref name="Role"/> is null,
/// else what it begins with.</param>
internal readonly record struct Writers(string? Role, UnitCode? Unit = null, string? Itself = null)
{
    private const string Service = "service", Seeds = "seeds", Operator = "operator";

    /// <summary>The writers of an entry; null where anybody may be, because a signature decides.</summary>
    public static Writers? Of(ILogEntry entry) => entry switch
    {
        UnitEntry or TargetEntry or PeriodEntry => new("office", Itself: Seeds),
        ExtensionEntry or ExtensionRefusalEntry or RemarkEntry or EvidenceRemovalEntry
            or PublicPageEntry => new("office"),
        EvidenceEntry uploaded => new("reporter", uploaded.Unit),
        ExtensionRequestEntry asked => new("reporter", asked.Unit),
        FiledReport report => new("reporter", report.Unit),
        WaitingAnswerEntry answer => new("reporter", answer.Unit),
        CertifiedValueEntry certified => new("reporter", certified.Unit),
        PeriodOpenedEntry or PeriodClosedEntry or RefusalEntry or AccessEntry or AccessEndedEntry
            or LoggedLedgerDigest => new(null, Itself: Service),
        RotationEntry or AdoptionEntry => new(null, Itself: Operator),
        SchemeEntry => new("evaluator", Itself: Seeds),
        AssessorEntry or RevocationEntry or ConflictEntry or SampleEntry or SignedEntry => new("evaluator"),
        _ => null,
    };
}
