using System.Data.Common;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Sql.Schema;

/// <summary>The objects of a SQL Server database by name: columns with their kind, indexes with their columns, modules
/// with their text, triggers that are off.</summary>
/// <remarks>
/// No login of the service may make a database to compare with. Tables, columns and indexes are the same on both
/// engines, which a test holds, so they are those of the SQLite scripts run in memory; the text of triggers and views
/// is that of this engine's own scripts. Columns that the engine adds to ledger tables are hidden, and passed over.
/// </remarks>
internal static partial class SqlServerSchema
{
    private const string ReadTSql = """
        select 'column ' + t.name + '.' + c.name,
               case y.name when 'bigint' then 'integer' when 'nvarchar' then 'text' when 'binary' then 'blob'
                   when 'varbinary' then 'blob' else y.name end
               + case when c.is_nullable = 1 then '' else ' not null' end
        from sys.columns c join sys.tables t on t.object_id = c.object_id join sys.types y
            on y.user_type_id = c.user_type_id
        where t.is_ms_shipped = 0 and t.name <> 'SchemaVersions' and c.is_hidden = 0
        union all
        select case when i.is_primary_key = 1 then 'primary key of ' + t.name
            when i.is_unique_constraint = 1 then 'unique of ' + t.name else 'index ' + i.name + ' on ' + t.name end,
               case when i.is_disabled = 1 then 'disabled ' else '' end
               + (select string_agg(c.name, ', ') within group (order by k.key_ordinal)
                  from sys.index_columns k join sys.columns c on c.object_id = k.object_id and c.column_id = k.column_id
                  where k.object_id = i.object_id and k.index_id = i.index_id and k.is_included_column = 0)
        from sys.indexes i join sys.tables t on t.object_id = i.object_id
        where t.is_ms_shipped = 0 and t.name <> 'SchemaVersions' and i.type > 0
        union all
        select 'module ' + o.name, coalesce((select 'disabled ' from sys.triggers r where r.object_id = o.object_id
            and r.is_disabled = 1), '') + coalesce(m.definition, 'encrypted')
        from sys.objects o join sys.sql_modules m on m.object_id = o.object_id
        where o.is_ms_shipped = 0
        union all
        select 'module ' + r.name, 'of the database' from sys.triggers r where r.parent_class = 0
            and r.is_ms_shipped = 0
        union all
        select 'migration ' + ScriptName, '' from SchemaVersions
        """;

    private const string KeysTSql = """
        select 'column ' || t.name || '.' || c.name, lower(c.type) || iif(c."notnull" = 1, ' not null', '')
        from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'
        union all
        select 'primary key of ' || name, group_concat(column, ', ')
        from (select t.name, c.name as column from sqlite_schema t join pragma_table_info(t.name) c
            where t.type = 'table' and c.pk > 0 order by t.name, c.pk)
        group by name
        union all
        select iif(i.origin = 'u', 'unique of ' || t.name, 'index ' || i.name || ' on ' || t.name),
            (select group_concat(name, ', ') from pragma_index_info(i.name))
        from sqlite_schema t join pragma_index_list(t.name) i where t.type = 'table' and i.origin <> 'pk'
        """;

    public static IReadOnlyDictionary<string, string> Read(DbConnection connection) =>
        SqliteSchema.Ask(connection, ReadTSql).ToDictionary(
            o => o.Key, o => o.Key.StartsWith("module ", StringComparison.Ordinal) ? Plain(o.Value) : o.Value);

    public static IReadOnlyDictionary<string, string> Expected(string side, bool hasLedger)
    {
        Dictionary<string, string> objects;
        using (var model = SqliteSchema.Migrated(side))
        {
            objects = SqliteSchema.Ask(model, KeysTSql);
        }

        foreach (var script in MigrationScripts.Of(side, "sqlserver", hasLedger))
        {
            objects[$"migration {script.Name}"] = "";
            foreach (var batch in Go().Split(script.Contents))
            {
                if (Module().Match(batch) is { Success: true } module)
                {
                    objects[$"module {module.Groups["name"].Value}"] = Plain(batch);
                }

                foreach (Match dropped in Dropped().Matches(batch))
                {
                    objects.Remove($"module {dropped.Groups["name"].Value}");
                }
            }
        }

        return objects;
    }

    // From the word "create" on and without white space: how a tool splits and trims a script is nothing to find fault
    // with.
    private static string Plain(string text) =>
        White().Replace(Module().Match(text) is { Success: true } module ? text[module.Groups["create"].Index..] : text,
            "");

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();

    [GeneratedRegex(@"\A(?:\s|--[^\n]*\n)*(?<create>create)\s+(?:trigger|view|procedure|function)\s+(?<name>\w+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Module();

    [GeneratedRegex(@"^\s*drop\s+(?:trigger|view|procedure|function)\s+(?<name>\w+)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Dropped();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
