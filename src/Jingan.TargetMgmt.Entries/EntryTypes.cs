using System.Collections.Frozen;
using System.Text.Json;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Data.Log;
using Jingan.TargetMgmt.Platform.Data.Log.Ledger;
using Jingan.TargetMgmt.Platform.Http.Access;

namespace Jingan.TargetMgmt.Entries;

/// <summary>The types of entries that the two logs hold, each with the one record that writes and reads it.</summary>
internal static class EntryTypes
{
    private static readonly FrozenDictionary<string, EntryForm> Forms = new Dictionary<string, EntryForm>
    {
        ["unit"] = EntryForm.Of<UnitEntry>(o => new GovernmentEntries(o)),
        ["target"] = EntryForm.Of<TargetEntry>(o => new GovernmentEntries(o)),
        ["period"] = EntryForm.Of<PeriodEntry>(o => new GovernmentEntries(o)),
        ["period-opened"] = EntryForm.Of<PeriodOpenedEntry>(o => new GovernmentEntries(o)),
        ["period-closed"] = EntryForm.Of<PeriodClosedEntry>(o => new GovernmentEntries(o)),
        ["extension"] = EntryForm.Of<ExtensionEntry>(o => new GovernmentEntries(o)),
        ["progress"] = EntryForm.Of<ProgressEntry>(o => new GovernmentEntries(o)),
        ["assessor"] = EntryForm.Of<AssessorEntry>(o => new EvaluationEntries(o)),
        ["assessor-revocation"] = EntryForm.Of<RevocationEntry>(o => new EvaluationEntries(o)),
        ["conflict"] = EntryForm.Of<ConflictEntry>(o => new EvaluationEntries(o)),
        ["access-approval"] = EntryForm.Of<AccessApprovalEntry>(o => new EvaluationEntries(o)),
        ["scheme"] = EntryForm.Of<SchemeEntry>(o => new EvaluationEntries(o)),
        ["rating"] = EntryForm.Of<RatingEntry>(o => new EvaluationEntries(o)),
        ["second-mark"] = EntryForm.Of<SecondMarkEntry>(o => new EvaluationEntries(o)),
        ["sample"] = EntryForm.Of<SampleEntry>(o => new EvaluationEntries(o)),
        ["report"] = EntryForm.Of<ReportEntry>(o => new EvaluationEntries(o)),
        ["refusal"] = EntryForm.Of<RefusalEntry>(o => new EvaluationEntries(o)),
        [AccessEntry.TypeName] = EntryForm.Of<AccessEntry>(o => new AccessEntries(o)),
        [AccessEndedEntry.TypeName] = EntryForm.Of<AccessEndedEntry>(o => new AccessEntries(o)),
        [RotationEntry.TypeName] = EntryForm.Of<RotationEntry>(o => new RotationEntries(o)),
        ["ledger-digest"] = EntryForm.Of<LedgerDigestEntry>(o => new LedgerDigestEntries(o)),
    }.ToFrozenDictionary();

    /// <summary>The names of the types.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Forms.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The record of a type.</summary>
    public static Type RecordOf(string type) => Forms[type].Record;

    /// <summary>Reads an entry, which has to be what its type's record writes, byte for byte.</summary>
    /// <param name="type">One of <see cref="Names"/>.</param>
    /// <exception cref="JsonException">It is not; the message names the member.</exception>
    public static ILogEntry Read(string type, ReadOnlySpan<byte> entry) => Forms[type].Read(entry);
}
