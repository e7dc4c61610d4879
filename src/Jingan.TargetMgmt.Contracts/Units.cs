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
/// <param name="OnePersonSigns">True where one person fills and signs its reports; null where that takes two.</param>
public sealed record Unit(UnitCode Code, string Name, UnitKind Kind, bool? OnePersonSigns = null)
{
    /// <summary>The unit with "two people" said in the one way that it is stored in.</summary>
    public Unit Plain() => OnePersonSigns == false ? this with { OnePersonSigns = null } : this;
}
