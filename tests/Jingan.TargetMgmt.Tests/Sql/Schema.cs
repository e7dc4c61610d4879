using System.Text.RegularExpressions;
using Dapper;
using Jingan.TargetMgmt.Sql.Schema;
using Jingan.TargetMgmt.Tests.Log;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>One side's schema in one engine, as sorted lines that can be compared between the engines.</summary>
internal sealed partial class Schema
{
    /// <summary>table.column kind [not null], where kind is integer, text or blob.</summary>
    public SortedSet<string> Columns { get; } = [];

    /// <summary>table primary (a, b) · table unique (a) · table index name (a,
    /// b) · table (a) references other (b).</summary>
    public SortedSet<string> Keys { get; } = [];

    /// <summary>table refuses update · table refuses delete.</summary>
    public SortedSet<string> Refusals { get; } = [];

    /// <summary>table checks trigger · view name.</summary>
    public SortedSet<string> Others { get; } = [];

    public IEnumerable<string> Tables => Columns.Select(c => c[..c.IndexOf('.', StringComparison.Ordinal)]).Distinct();

    public static IReadOnlyList<(string Name, string Sql)> Scripts(
        string side, string engine, bool hasLedger = false) =>
        [.. MigrationScripts.Of(side, engine, hasLedger).Select(s => (s.Name, s.Contents))];

    public static Schema OfSqlServer(string side)
    {
        var schema = new Schema();
        foreach (var (name, sql) in Scripts(side, "sqlserver"))
        {
            TSql.Parse(TSql.Parsers().Last(), name, sql).Accept(new Collector(schema));
        }

        return schema;
    }

    public static async Task<Schema> OfSqliteAsync(string side)
    {
        var (db, file) = TemporaryDatabase.Of(side);
        using (file)
        {
            var schema = new Schema();
            await using var connection = await db.OpenAsync(TestContext.Current.CancellationToken);
            schema.Columns.UnionWith(await connection.QueryAsync<string>("""
                select t.name || '.' || c.name || ' ' || lower(c.type) || iif(c."notnull" = 1, ' not null', '')
                from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'
                    and t.name not in ('SchemaVersions', 'sqlite_sequence')
                """));
            schema.Keys.UnionWith(await connection.QueryAsync<string>("""
                select name || ' primary (' || group_concat(column, ', ') || ')'
                from (select t.name, c.name as column from sqlite_schema t join pragma_table_info(t.name) c
                      where t.type = 'table' and t.name not in ('SchemaVersions', 'sqlite_sequence') and c.pk > 0
                          order by t.name, c.pk)
                group by name
                union all
                select t.name || iif(i.origin = 'u', ' unique (', ' index ' || i.name || ' (') || (select
                    group_concat(name, ', ') from pragma_index_info(i.name)) || ')'
                from sqlite_schema t join pragma_index_list(t.name) i where t.type = 'table' and i.origin <> 'pk'
                union all
                select t.name || ' (' || f."from" || ') references ' || f."table" || ' (' || f."to" || ')'
                from sqlite_schema t join pragma_foreign_key_list(t.name) f where t.type = 'table'
                """));
            schema.Refusals.UnionWith(
                (await connection.QueryAsync<string>(
                    "select sql from sqlite_schema where type = 'trigger' and sql not like '% before insert on %'"))
                        .Select(RefusalOf));
            schema.Others.UnionWith(await connection.QueryAsync<string>("""
                select iif(type = 'view', 'view ' || name, tbl_name || ' checks ' || name)
                from sqlite_schema where type = 'view' or (type = 'trigger' and sql like '% before insert on %')
                """));
            return schema;
        }
    }

    private static string RefusalOf(string trigger) => Refusing().Match(trigger) is { Success: true } match
        ? $"{match.Groups["table"].Value} refuses {match.Groups["action"].Value}"
        : throw new InvalidDataException(trigger);

    [GeneratedRegex(
        @"^create trigger \w+ before (?<action>update|delete) on (?<table>\w+)\s+begin select raise\(abort, '\k<table> [^']+'\); end$", RegexOptions.IgnoreCase)]
    private static partial Regex Refusing();

    private sealed class Collector(Schema schema) : TSqlFragmentVisitor
    {
        public override void Visit(CreateTableStatement node)
        {
            var table = node.SchemaObjectName.BaseIdentifier.Value;
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                var name = column.ColumnIdentifier.Value;
                var isNotNull = column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable);
                schema.Columns.Add($"{table}.{name} {KindOf(column.DataType)}{(isNotNull ? " not null" : "")}");
                AddKeys(table, column.Constraints, name);
            }

            AddKeys(table, node.Definition.TableConstraints, "");
        }

        public override void Visit(CreateIndexStatement node) => schema.Keys.Add(
            $"{node.OnName.BaseIdentifier.Value} index {node.Name.Value} ({NamesOf(node.Columns)})");

        private static string NamesOf(IEnumerable<ColumnWithSortOrder> columns, string otherwise = "") =>
            string.Join(", ", columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[0].Value)
                .DefaultIfEmpty(otherwise));

        private static string NamesOf(IEnumerable<Identifier> columns, string otherwise = "") =>
            string.Join(", ", columns.Select(c => c.Value).DefaultIfEmpty(otherwise));

        public override void Visit(DropViewStatement node) =>
            node.Objects.ToList().ForEach(o => schema.Others.Remove($"view {o.BaseIdentifier.Value}"));

        public override void Visit(CreateViewStatement node) =>
            schema.Others.Add($"view {node.SchemaObjectName.BaseIdentifier.Value}");

        // A table goes with its columns, keys and triggers.
        public override void Visit(DropTableStatement node)
        {
            foreach (var table in node.Objects.Select(o => o.BaseIdentifier.Value))
            {
                Assert.NotEqual(
                    0, schema.Columns.RemoveWhere(c => c.StartsWith($"{table}.", StringComparison.Ordinal)));
                schema.Keys.RemoveWhere(k => k.StartsWith($"{table} ", StringComparison.Ordinal));
                schema.Refusals.RemoveWhere(r => r.StartsWith($"{table} ", StringComparison.Ordinal));
            }
        }

        public override void Visit(DropIndexStatement node)
        {
            foreach (var clause in node.DropIndexClauses.Cast<DropIndexClause>())
            {
                Assert.Equal(1, schema.Keys.RemoveWhere(k => k.StartsWith(
                    $"{clause.Object.BaseIdentifier.Value} index {clause.Index.Value} (", StringComparison.Ordinal)));
            }
        }

        public override void Visit(CreateTriggerStatement node)
        {
            if (node.TriggerType == TriggerType.After)
            {
                Assert.Equal([TriggerActionType.Insert], node.TriggerActions.Select(a => a.TriggerActionType));
                Assert.IsType<ThrowStatement>(
                    Assert.IsType<IfStatement>(Assert.Single(node.StatementList.Statements)).ThenStatement);
                schema.Others.Add(
                    $"{node.TriggerObject.Name.BaseIdentifier.Value} checks {node.Name.BaseIdentifier.Value}");
                return;
            }

            Assert.Equal(TriggerType.InsteadOf, node.TriggerType);
            Assert.IsType<ThrowStatement>(Assert.Single(node.StatementList.Statements));
            schema.Refusals.UnionWith(node.TriggerActions.Select(a =>
                $"{node.TriggerObject.Name.BaseIdentifier.Value} refuses "
                + $"{a.TriggerActionType.ToString().ToLowerInvariant()}"));
        }

        private void AddKeys(string table, IEnumerable<ConstraintDefinition> constraints, string column)
        {
            foreach (var constraint in constraints)
            {
                var line = constraint switch
                {
                    UniqueConstraintDefinition u =>
                        $"{table} {(u.IsPrimaryKey ? "primary" : "unique")} ({NamesOf(u.Columns, column)})",
                    ForeignKeyConstraintDefinition f =>
                        $"{table} ({NamesOf(f.Columns, column)}) references "
                        + $"{f.ReferenceTableName.BaseIdentifier.Value} ({NamesOf(f.ReferencedTableColumns)})",
                    NullableConstraintDefinition => null,
                    _ => throw new InvalidDataException($"{table}: {constraint.GetType().Name} has no counterpart"),
                };
                if (line is not null)
                {
                    schema.Keys.Add(line);
                }
            }
        }

        // The three kinds that both drivers return in the same .NET type.
        private static string KindOf(DataTypeReference type) => type.Name.BaseIdentifier.Value switch
        {
            "bigint" => "integer",
            "nvarchar" => "text",
            "binary" or "varbinary" => "blob",
            var other => other,
        };
    }
}
