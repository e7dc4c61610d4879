using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Signing.Entries;

/// <summary>What a rating and a second mark have in common: the claims that they show,
/// and what they stand on.</summary>
internal interface IMarkEntry : ILogEntry
{
    string Kid { get; }

    Period Period { get; }

    TargetId TargetId { get; }

    long TargetVersion { get; }

    string? Class { get; }

    string Colour { get; }

    string? Suggested { get; }

    string Scheme { get; }

    /// <summary>What the suggestion was computed from.</summary>
    SuggestionInputs Inputs { get; }

    /// <summary>The lead unit, then the co-units; null in entries of before they were recorded.</summary>
    IReadOnlyList<UnitCode>? Units { get; }

    /// <summary>The signature over the claims.</summary>
    string Jws { get; }

    /// <summary>Size of the government log when the facts were read;
    /// null in entries of before it was recorded.</summary>
    long? FactsSize { get; }
}
