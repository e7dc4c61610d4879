namespace Jingan.TargetMgmt.Contracts;

/// <summary>What the certifying unit 认定单位 says a target's quantity was: one revision. It stands beside what the lead
/// unit claims, and takes nobody's place unless the evaluator names it as basis.</summary>
/// <param name="TargetVersion">The version that it is about: the one that counts for the period.</param>
/// <param name="Unit">The certifying unit.</param>
/// <param name="Revision">1 for the first; a correction counts up.</param>
/// <param name="Value">The value to date, or the level.</param>
/// <param name="AsOf">The day that it stood at that; null where the unit does not say.</param>
/// <param name="Note">What the unit adds.</param>
/// <param name="Source">Where it has the value from.</param>
/// <param name="Reason">Why it corrects what it certified before; null of a first.</param>
/// <param name="Late">Whether it came after the period's facts had ended: then it counts only where the evaluator names
/// it.</param>
/// <param name="CertifiedBy">Who pressed the button: the access token's name.</param>
/// <param name="CertifiedAt">UTC instant, see <see cref="UtcText"/>.</param>
/// <param name="Entry">The government-log entry that holds it: what a rating may name as its basis.</param>
public sealed record CertifiedValue(
    long TargetVersion, UnitCode Unit, long Revision, decimal Value, DateOnly? AsOf, string? Note, string? Source,
    string? Reason, bool Late, string CertifiedBy, string CertifiedAt, LogEntryRef Entry);
