using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Sql.Schema;

/// <summary>The objects of a SQLite database by name, with the text that made them;
/// and the settings that the triggers and the log rest on.</summary>
internal static class SqliteSchema
{
    // The migrations' own journal is compared by what it lists; statistics of the query planner are anybody's to make.
    private const string ObjectsTSql = """
        select type || ' ' || name || iif(type in ('index', 'trigger'), ' on ' || tbl_name,
            ''), iif(name = 'SchemaVersions', '', coalesce(sql, ''))
        from sqlite_schema
        where name not like 'sqlite\_stat%' escape '\' and name <> 'sqlite_sequence'
        """;

    private const string JournalTSql = "select 'migration ' || ScriptName, '' from SchemaVersions";

    private const string SettingsTSql = """
        select 'setting journal_mode', journal_mode from pragma_journal_mode
        union all select 'setting synchronous', synchronous || '' from pragma_synchronous
        union all select 'setting foreign_keys', foreign_keys || '' from pragma_foreign_keys
        union all select 'setting recursive_triggers', recursive_triggers || '' from pragma_recursive_triggers
        """;

    public static IReadOnlyDictionary<string, string> Read(DbConnection connection) =>
        Ask(connection, $"{ObjectsTSql} union all {JournalTSql} union all {SettingsTSql}");

    /// <summary>What the scripts make of an empty database.</summary>
    public static IReadOnlyDictionary<string, string> Expected(string side)
    {
        using var connection = Migrated(side);
        var objects = Ask(connection, ObjectsTSql);
        objects["table SchemaVersions"] = "";
        foreach (var script in MigrationScripts.Of(side, "sqlite", hasLedger: false))
        {
            objects[$"migration {script.Name}"] = "";
        }

        (objects["setting journal_mode"], objects["setting synchronous"], objects["setting foreign_keys"],
            objects["setting recursive_triggers"]) = ("wal", "2", "1", "1");
        return objects;
    }

    /// <summary>A database in memory with the side's schema.</summary>
    public static SqliteConnection Migrated(string side)
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        foreach (var script in MigrationScripts.Of(side, "sqlite", hasLedger: false))
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the program's own scripts
            command.CommandText = script.Contents;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        return connection;
    }

    internal static Dictionary<string, string> Ask(DbConnection connection, string question)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the callers
        command.CommandText = question;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            found[rows.GetString(0)] = rows.GetString(1);
        }

        return found;
    }
}
