
namespace Jingan.TargetMgmt.Sql.Dialects;

/// <summary>What the engine's own check of its ledger against digests has shown.</summary>
/// <param name="Database">The database that was checked, as it is called now.</param>
/// <param name="LastVerifiedBlock">The newest block that is as it was; null when the engine names none.</param>
/// <param name="Mismatch">In the engine's words, what is not as it was; null when nothing is.</param>
public sealed record LedgerVerdict(string Database, long? LastVerifiedBlock, string? Mismatch);
