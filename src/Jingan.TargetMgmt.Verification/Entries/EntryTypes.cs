using System.Collections.Frozen;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Verification.Entries;

/// <summary>The types of entries that the two logs hold, each with the one record that writes and reads it.</summary>
internal static class EntryTypes
{
    /// <summary>The sides, as their logs are called.</summary>
    public const string Government = "government", Evaluation = "evaluation";

    private static readonly FrozenDictionary<string, EntryForm> Forms = ((IEnumerable<(string Type, EntryForm Form)>)[
        .. EntryForm.Of(
            Government, GovernmentEntries.Format, o => new GovernmentEntries(o), ("unit", typeof(UnitEntry)),
            ("target", typeof(TargetEntry)), ("period", typeof(PeriodEntry)),
            ("period-opened", typeof(PeriodOpenedEntry)), ("period-closed", typeof(PeriodClosedEntry)),
            ("extension", typeof(ExtensionEntry)), ("extension-request", typeof(ExtensionRequestEntry)),
            ("extension-refusal", typeof(ExtensionRefusalEntry)), ("progress", typeof(ProgressEntry)),
            ("remark", typeof(RemarkEntry)), ("certified-value", typeof(CertifiedValueEntry)),
            ("waiting-answer", typeof(WaitingAnswerEntry)),
            ("evidence", typeof(EvidenceEntry)), ("evidence-removal", typeof(EvidenceRemovalEntry)),
            ("public-page", typeof(PublicPageEntry))),
        .. EntryForm.Of(
            Evaluation, EvaluationEntries.Format, o => new EvaluationEntries(o), ("assessor", typeof(AssessorEntry)),
            ("assessor-revocation", typeof(RevocationEntry)),
            ("conflict", typeof(ConflictEntry)), ("access-approval", typeof(AccessApprovalEntry)),
            ("scheme", typeof(SchemeEntry)), ("rating", typeof(RatingEntry)),
            ("second-mark", typeof(SecondMarkEntry)), ("sample", typeof(SampleEntry)), ("report", typeof(ReportEntry)),
            ("refusal", typeof(RefusalEntry))),
        .. EntryForm.Of(null, AccessEntries.Format, o => new AccessEntries(o),
            (AccessEntry.TypeName, typeof(AccessEntry)), (AccessEndedEntry.TypeName, typeof(AccessEndedEntry))),
        .. EntryForm.Of(null, RotationEntries.Format, o => new RotationEntries(o),
            (RotationEntry.TypeName, typeof(RotationEntry))),
        .. EntryForm.Of(null, AdoptionEntries.Format, o => new AdoptionEntries(o),
            (AdoptionEntry.TypeName, typeof(AdoptionEntry))),
        .. EntryForm.Of(null, LedgerDigestEntries.Format, o => new LedgerDigestEntries(o),
            ("ledger-digest", typeof(LedgerDigestEntry))),
    ]).ToFrozenDictionary(f => f.Type, f => f.Form);

    /// <summary>The names of the types.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Forms.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The record of a type.</summary>
    public static Type RecordOf(string type) => Forms[type].Record;

    /// <summary>The one side whose log holds entries of a type; null where both do, or no log of ours.</summary>
    public static string? SideOf(string type) => Forms.GetValueOrDefault(type)?.Side;

    /// <summary>Reads an entry, which has to be what its type's record writes, byte for byte.</summary>
    /// <param name="type">One of <see cref="Names"/>.</param>
    /// <exception cref="JsonException">It is not; the message names the member.</exception>
    public static ILogEntry Read(string type, ReadOnlySpan<byte> entry) => Forms[type].Read(entry);
}
