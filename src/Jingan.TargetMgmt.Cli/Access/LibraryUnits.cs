using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary>The units of the library beside an access file: whoever reports for a unit that is not there could do
/// nothing.</summary>
internal static class LibraryUnits
{
    private const string DatabaseName = "government.db";

    private const string CodesSql = "select code from unit_current order by code";

    /// <summary>Refuses a unit that the library does not have; where the library is elsewhere, says that nothing was
    /// compared.</summary>
    /// <param name="unit">The reporter's; null of anybody else.</param>
    /// <param name="accessFile">In the storage directory, as the library is.</param>
    public static void Check(string? unit, string accessFile, CommandConsole terminal)
    {
        if (unit is null)
        {
            return;
        }

        var database = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(accessFile))!, DatabaseName);
        if (!File.Exists(database) || Read(database) is not { } codes)
        {
            terminal.WriteError(new Text(
                $"注意：{Path.GetDirectoryName(database)} 中没有目标库，未核对单位 {unit} 是否存在。",
                $"note: there is no library in {Path.GetDirectoryName(database)}; whether there is a unit {unit} was "
                    + "not looked at.").Current);
            return;
        }

        if (!codes.Contains(unit))
        {
            var some = string.Join(", ", codes.Take(8)) + (codes.Count > 8 ? " …" : "");
            throw ClientException.Refused(codes.Count == 0
                ? new("未写入：目标库中还没有单位；请先导入（jtm unit import）。",
                    "nothing written: the library has no units yet; import them first (jtm unit import).")
                : new($"未写入：目标库中没有单位 {unit}，有 {some}；见 jtm unit list。",
                    $"nothing written: the library has no unit {unit}; there are {some}; see jtm unit list."));
        }
    }

    // Null where the file is not the library, or not yet.
    private static List<string>? Read(string database)
    {
        try
        {
            using var connection = SqlDialect.Sqlite.CreateConnection(
                SqlDialect.Sqlite.ToLook($"Data Source={database}"));
            connection.Open();
            return [.. connection.Query<string>(CodesSql)];
        }
        catch (DbException)
        {
            return null;
        }
    }
}
