using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A version of a target with where it stands in the log.</summary>
internal sealed record StoredTarget(Target Target, long Version, string PublishedAt, LogEntryRef Entry)
{
    public bool Involves(UnitCode unit) => Target.Involves(unit);
}

internal static class TargetUnits
{
    /// <summary>Whether the unit leads the target or co-operates on it.</summary>
    public static bool Involves(this Target target, UnitCode unit) => target.LeadUnit == unit || target.CoUnits?.Any(c => c.Unit == unit) == true;
}
