using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What verifying a log has shown.</summary>
/// <param name="Note">The checkpoint as the log signed it: to be remembered when nothing is wrong.</param>
/// <param name="Verified">What it says, and who vouches for it.</param>
/// <param name="Content">What the entries hold.</param>
/// <param name="Findings">What is wrong, or could not be checked.</param>
internal sealed record LogReport(SignedNote Note, Witnessed Verified, ContentRules Content, Findings Findings)
{
    /// <summary>The government log's checkpoint, when ratings were followed there.</summary>
    public Witnessed? Government { get; init; }

    /// <summary>The evaluation report that was compared, when one was asked for.</summary>
    public ReportCheck? Report { get; init; }

    /// <summary>How many targets the report's period has by the government log;
    /// null when that was not recomputed.</summary>
    public int? Population { get; init; }

    /// <summary>Why it ended early, when it did.</summary>
    public ClientException? Stopped { get; init; }

    /// <summary>What is worst of what was found, and of why it ended early; null when nothing is wrong.</summary>
    public FailureKind? Worst =>
        Stopped is null || Findings.Worst == FailureKind.Damaged ? Findings.Worst : Stopped.Kind;
}
