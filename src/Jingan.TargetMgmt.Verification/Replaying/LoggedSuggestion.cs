using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Checks;

namespace Jingan.TargetMgmt.Verification.Replaying;

/// <summary>A rating or second mark, as far as it is replayed.</summary>
/// <param name="FactsSize">Size of the government log when the facts were read;
/// null in entries of before it was recorded.</param>
/// <param name="IsSecondMark">A second mark is never in force; what it was suggested is replayed all the same.</param>
/// <param name="Basis">Index of the report that was judged, as signed; null where there was none.</param>
internal sealed record LoggedSuggestion(
    Period Period, TargetId TargetId, long TargetVersion, string Colour, string Scheme, SuggestionInputs Inputs,
    string? Class, string? Suggested, long? FactsSize,
    bool IsSecondMark, long? Basis)
{
    /// <summary>The rating or second mark of an entry; null for entries of other types.</summary>
    public static LoggedSuggestion? Of(ILogEntry entry) => entry is SignedRating { Mark: var m, Rating: var claims }
        ? new(m.Period, m.TargetId, m.TargetVersion, m.Colour, m.Scheme, m.Inputs, m.Class, m.Suggested, m.FactsSize,
            claims.SecondMark, claims.Basis?.Index)
        : null;

    /// <summary>Whether these are the inputs that the entry holds, byte for byte:
    /// the entry was found to be what its record writes.</summary>
    public bool Has(SuggestionInputs inputs) => BytesOf(inputs).AsSpan().SequenceEqual(BytesOf(Inputs));

    private static byte[] BytesOf(SuggestionInputs inputs) =>
        JsonSerializer.SerializeToUtf8Bytes(inputs, EvaluationEntries.Format.SuggestionInputs);
}
