using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Signing;

/// <summary>When an assessor says he signed: not in the future,
/// and not so long before it is taken that he may think otherwise by then.</summary>
internal static class StatementTime
{
    /// <summary>The time by which the signer's clock may be ahead.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>How long a statement keeps.</summary>
    public static readonly TimeSpan LongestAgo = TimeSpan.FromDays(7);

    // The clock is read when a statement is checked, and again when it is logged, behind others that wait.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(2);

    /// <summary>Whether a statement signed then could be logged at that moment.</summary>
    /// <param name="issuedAt">What was signed.</param>
    /// <param name="at">When it was logged.</param>
    public static bool Fits(string issuedAt, string at) =>
        UtcText.TryParse(issuedAt, out var signed) && UtcText.TryParse(at, out var logged)
        && signed <= logged + ClockSkew && signed >= logged - LongestAgo - UnderWay;
}
