namespace Jingan.TargetMgmt.Contracts;

/// <summary>What of a rating is counted.</summary>
/// <param name="Class">The scheme's class; empty where it has none.</param>
/// <param name="Unit">The unit that led the target when it was rated.</param>
/// <param name="Divergence">Code of the reason for another colour than suggested; null where it is the same.</param>
/// <param name="IsCorrection">Whether it came after the period's release.</param>
internal sealed record CountedRating(
    string Colour, string Class, string Unit, string? Divergence, bool IsCorrection = false);
