namespace Jingan.TargetMgmt.Contracts;

/// <summary>Who a caller is. A token has exactly one role: separation of duties.</summary>
public static class Role
{
    /// <summary>区府办: keeps targets and periods, pulls reports; never touches a rating.</summary>
    public const string Office = "office";

    /// <summary>部门、街镇: reports progress on its unit's targets.</summary>
    public const string Reporter = "reporter";

    /// <summary>第三方机构: rates; never touches targets or progress.</summary>
    public const string Evaluator = "evaluator";

    /// <summary>审计、人大: reads everything, writes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>系统管理员: manages access, outside this API.</summary>
    public const string Admin = "admin";

    /// <summary>另一侧的程序: the other side's process; reads facts through the port and nothing else.</summary>
    public const string Service = "service";

    /// <summary>The roles that people have.</summary>
    public static readonly IReadOnlyList<string> People = [Office, Reporter, Evaluator, Auditor, Admin];

    /// <summary>The roles that people have, and that of the other side's process.</summary>
    public static readonly IReadOnlyList<string> All = [.. People, Service];

    /// <summary>What people call a role.</summary>
    public static Text NameOf(string role) => role switch
    {
        Office => new("区府办", "district office"),
        Reporter => new("填报单位", "reporting unit"),
        Evaluator => new("第三方机构", "evaluator"),
        Auditor => new("审计、人大", "auditor"),
        Admin => new("系统管理员", "administrator"),
        _ => new("系统程序", "service"),
    };
}
