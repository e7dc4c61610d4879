using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Whether a side's database is there and has the schema that this program's migrations make, no more and no
/// less. It is opened so that nothing can be written.</summary>
internal static class SchemaLook
{
    /// <summary>Settings of a connection, of which the service makes its own.</summary>
    private const string OfConnection = "setting ";

    public static IEnumerable<Finding> Look(Examined examined)
    {
        foreach (var side in examined.Installed.Sides)
        {
            var check = $"schema.{side}";
            yield return IsMissing(examined.Installed, side)
                ? Finding.Fault(check, new($"没有 {side} 一侧的数据库", $"there is no database of the {side} side"), new(
                    "新安装：jtm setup；原来有过：从备份恢复，不要启动服务",
                    "a new installation: jtm setup; if there was one: restore the backup, and do not start the "
                        + "service"))
                : FaultOf(examined.Installed, side) is { } fault ? Finding.Fault(check, fault, new(
                    "升级结构：停服务、备份、jtm migrate；外加或改动的对象须由数据库管理员查明",
                    "an older schema: stop, back up, jtm migrate; what was added or altered is for the database's "
                        + "administrator to explain"))
                : Finding.Ok(check, new("结构与本程序的升级脚本一致", "the schema is what this program's migrations make"));
        }
    }

    /// <summary>Whether the database is a file of this machine, and not there.</summary>
    public static bool IsMissing(Installed installed, string side) =>
        installed.DialectOf(side).FileOf(installed.DatabaseOf(side).ConnectionString) is { } file && !File.Exists(file);

    private static Text? FaultOf(Installed installed, string side)
    {
        var (dialect, look) = (installed.DialectOf(side), installed.DialectOf(side).ToLook(
            installed.DatabaseOf(side).ConnectionString));
        try
        {
            new SchemaMigration(side, dialect, look).Require();
        }
        catch (SchemaException refused)
        {
            return refused.Reason;
        }

        using var connection = dialect.CreateConnection(look);
        connection.Open();
        var stored = dialect.ReadSchema(connection);
        var expected = dialect.ExpectedSchema(side, dialect.HasLedgerTables(connection));
        return stored.Keys.Union(expected.Keys).Order(StringComparer.Ordinal)
            .Where(name => !name.StartsWith(OfConnection, StringComparison.Ordinal))
            .Where(name => stored.GetValueOrDefault(name) != expected.GetValueOrDefault(name))
            .Select(name => (Text?)new Text(
                $"{name}：{(!stored.ContainsKey(name) ? "缺失" : expected.ContainsKey(name) ? "被改动" : "是外加的")}",
                $"{name} {(!stored.ContainsKey(name) ? "is missing" : expected.ContainsKey(name) ? "was altered"
                    : "was added")}"))
            .FirstOrDefault();
    }
}
