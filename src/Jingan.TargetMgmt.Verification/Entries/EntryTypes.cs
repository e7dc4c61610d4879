using System.Collections.Frozen;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Verification.Entries;

/// <summary>The types of entries that the two logs hold, each with the one record that writes and reads it.</summary>
internal static class EntryTypes
{
    private static readonly FrozenDictionary<string, EntryForm> Forms = ((IEnumerable<(string Type, EntryForm Form)>)[
        .. EntryForm.Of(
            GovernmentEntries.Format, o => new GovernmentEntries(o), ("unit", typeof(UnitEntry)),
            ("target", typeof(TargetEntry)), ("period", typeof(PeriodEntry)),
            ("period-opened", typeof(PeriodOpenedEntry)), ("period-closed", typeof(PeriodClosedEntry)),
            ("extension", typeof(ExtensionEntry)), ("extension-request", typeof(ExtensionRequestEntry)),
            ("extension-refusal", typeof(ExtensionRefusalEntry)), ("progress", typeof(ProgressEntry)),
            ("remark", typeof(RemarkEntry)), ("certified-value", typeof(CertifiedValueEntry)),
            ("waiting-answer", typeof(WaitingAnswerEntry)),
            ("evidence", typeof(EvidenceEntry)), ("evidence-removal", typeof(EvidenceRemovalEntry)),
            ("public-page", typeof(PublicPageEntry))),
        .. EntryForm.Of(
            EvaluationEntries.Format, o => new EvaluationEntries(o), ("assessor", typeof(AssessorEntry)),
            ("assessor-revocation", typeof(RevocationEntry)),
            ("conflict", typeof(ConflictEntry)), ("access-approval", typeof(AccessApprovalEntry)),
            ("scheme", typeof(SchemeEntry)), ("rating", typeof(RatingEntry)),
            ("second-mark", typeof(SecondMarkEntry)), ("sample", typeof(SampleEntry)), ("report", typeof(ReportEntry)),
            ("refusal", typeof(RefusalEntry))),
        .. EntryForm.Of(AccessEntries.Format, o => new AccessEntries(o), (AccessEntry.TypeName, typeof(AccessEntry)),
            (AccessEndedEntry.TypeName, typeof(AccessEndedEntry))),
        .. EntryForm.Of(RotationEntries.Format, o => new RotationEntries(o),
            (RotationEntry.TypeName, typeof(RotationEntry))),
        .. EntryForm.Of(AdoptionEntries.Format, o => new AdoptionEntries(o),
            (AdoptionEntry.TypeName, typeof(AdoptionEntry))),
        .. EntryForm.Of(LedgerDigestEntries.Format, o => new LedgerDigestEntries(o),
            ("ledger-digest", typeof(LedgerDigestEntry))),
    ]).ToFrozenDictionary(f => f.Type, f => f.Form);

    /// <summary>The names of the types.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Forms.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The record of a type.</summary>
    public static Type RecordOf(string type) => Forms[type].Record;

    /// <summary>Reads an entry, which has to be what its type's record writes, byte for byte.</summary>
    /// <param name="type">One of <see cref="Names"/>.</param>
    /// <exception cref="JsonException">It is not; the message names the member.</exception>
    public static ILogEntry Read(string type, ReadOnlySpan<byte> entry) => Forms[type].Read(entry);
}
