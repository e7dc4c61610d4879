using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Store;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A version of a target with where it stands in the log.</summary>
/// <param name="PublishedBy">Who published it.</param>
internal sealed record StoredTarget(
    Target Target, long Version, string PublishedAt, LogEntryRef Entry, string PublishedBy = "")
{
    public bool Involves(UnitCode unit) => Target.Involves(unit);

    /// <summary>The version that an entry of the log holds.</summary>
    public static StoredTarget Of(long index, byte[] leafHash, byte[] data)
    {
        var entry = JsonSerializer.Deserialize(data, GovernmentEntries.Format.TargetEntry)!;
        return new(
            entry.Target, entry.Version, entry.At, new(GovernmentDb.Name, index, Convert.ToHexStringLower(leafHash)),
            entry.Actor);
    }
}

internal static class TargetUnits
{
    /// <summary>Whether the unit certifies the target: who reports a value does not certify it.</summary>
    public static bool IsCertifiedBy(this Target target, UnitCode unit) =>
        target.FindCertifier() == unit;

    /// <summary>Whether the unit leads the target or co-operates on it.</summary>
    public static bool Involves(this Target target, UnitCode unit) =>
        target.LeadUnit == unit || target.CoUnits?.Any(c => c.Unit == unit) == true;
}
