namespace Jingan.TargetMgmt.Contracts;

/// <summary>What kind of unit 单位 it is.</summary>
public enum UnitKind
{
    /// <summary>A department 部门 of the district government.</summary>
    Department,

    /// <summary>A subdistrict 街道 or town 镇.</summary>
    Subdistrict,
}

/// <summary>A unit as it is now.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="Kind">Department or subdistrict.</param>
public sealed record Unit(UnitCode Code, string Name, UnitKind Kind);
