namespace Jingan.TargetMgmt.Signing.Claims;

/// <summary>What everything that an assessor signs says of itself, so that it counts once, here and now,
/// and for nothing else.</summary>
internal interface ISignedClaims
{
    /// <summary>What it is.</summary>
    string? Type { get; }

    /// <summary>The evaluation log's name (its origin) that it was signed for.</summary>
    string? Log { get; }

    /// <summary>When it was signed.</summary>
    string? IssuedAt { get; }
}
