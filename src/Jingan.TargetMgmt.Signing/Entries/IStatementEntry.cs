using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Signing.Entries;

/// <summary>An entry that shows what somebody signed about keys, conflicts or access.</summary>
internal interface IStatementEntry : ILogEntry
{
    /// <summary>The claims as they were signed; null in entries of before they were kept.</summary>
    string? Jws { get; }
}
