using Jingan.TargetMgmt.Log.Rows;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>The scripts of both engines, compared without a server.
/// Their effect on SQLite is in <see cref="InsertOnlyTests"/>.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Sides => [.. SqlConstants.Sides];

    [Theory, MemberData(nameof(Sides))]
    public async Task Both_engines_have_the_same_tables_columns_and_keys(string side)
    {
        var (sqlite, sqlServer) = (await Schema.OfSqliteAsync(side), Schema.OfSqlServer(side));
        Assert.Contains("log_entry.leaf_hash blob not null", sqlite.Columns);
        Assert.Contains("idempotency primary (caller, idempotency_key)", sqlite.Keys);
        Assert.Equal(sqlite.Columns, sqlServer.Columns);
        Assert.Equal(sqlite.Keys, sqlServer.Keys);
        Assert.Equal(sqlite.Others, sqlServer.Others);
    }

    // Facts are never changed; only the government's …_current rows may be brought up to date, and on both sides those
    // that are nobody's fact; and even they may not disappear.
    [Theory, MemberData(nameof(Sides))]
    public async Task Every_table_is_insert_only_in_both_engines_except_that_current_rows_are_updated(string side)
    {
        foreach (var schema in (Schema[])[await Schema.OfSqliteAsync(side), Schema.OfSqlServer(side)])
        {
            Assert.Contains("log_entry", schema.Tables);
            // the evaluator's has no fact that may be changed
            Assert.Equal(
                side == "government", schema.Tables.Any(t => IsCurrent(t) && !RowMap.Mutable.Contains(t)));
            Assert.Equal(
                schema.Tables.SelectMany(t => IsCurrent(t)
                    ? [$"{t} refuses delete"]
                    : (string[])[$"{t} refuses delete", $"{t} refuses update"]).Order(),
                schema.Refusals.Order());
        }
    }

    // The server refuses INSTEAD OF triggers on system-versioned tables,
    // and where it has ledger tables it treats them alike in other ways (TRUNCATE).
    [Theory, MemberData(nameof(Sides))]
    public void A_trigger_takes_the_place_of_the_change_and_on_a_ledger_table_follows_it(string side)
    {
        var triggers = Schema.Scripts(side, "sqlserver", hasLedger: true)
            .SelectMany(s => Find<CreateTriggerStatement>(s.Name, s.Sql)).ToList();
        triggers.RemoveAll(t => t.TriggerActions.All(a => a.TriggerActionType == TriggerActionType.Insert));
        var after = triggers.Where(t => t.TriggerType == TriggerType.After).ToList();
        Assert.Equal(["log_checkpoint", "log_cosignature", "log_entry", "log_node"],
            after.Select(t => t.TriggerObject.Name.BaseIdentifier.Value).Order());
        Assert.All(after, t => Assert.IsType<ThrowStatement>(Assert.Single(t.StatementList.Statements)));
        Assert.True(triggers.Count > after.Count);
        Assert.All(triggers.Except(after), t => Assert.Equal(TriggerType.InsteadOf, t.TriggerType));
    }

    // A list of what is allowed rather than of what is not: no MERGE, no permissions, no server settings,
    // no CREATE OR ALTER, no synonyms; and rows only of what the script itself makes.
    [Theory, MemberData(nameof(SqlServerScripts))]
    public void A_t_sql_script_makes_tables_indexes_triggers_and_views_and_nothing_else(string name, string sql)
    {
        foreach (var parser in TSql.Parsers())
        {
            var statements = TSql.Parse(parser, name, sql).Batches.SelectMany(b => b.Statements).ToList();
            Assert.NotEmpty(statements);
            var made = statements.OfType<CreateTableStatement>()
                .Select(c => c.SchemaObjectName.BaseIdentifier.Value).ToHashSet();
            Assert.All(statements, s => Assert.True(
                s is DeclareTableVariableStatement || IsFilling(s, made)
                    || s is CreateTableStatement or CreateIndexStatement or CreateTriggerStatement
                        or CreateViewStatement or DropIndexStatement or DropViewStatement
                    || IsDropOfCurrent(s), $"{name}: {s.GetType().Name}"));
        }
    }

    private static bool IsFilling(TSqlStatement statement, IReadOnlySet<string> made) =>
        statement is InsertStatement
        {
            InsertSpecification: { InsertSource: SelectInsertSource, Target: var target },
        }
        && (target is VariableTableReference
            || target is NamedTableReference table && made.Contains(table.SchemaObject.BaseIdentifier.Value));

    // A view decides by what it says when it is asked; whoever may alter the schema could have it say something else.
    [Theory, MemberData(nameof(Sides))]
    public async Task No_view_is_left_to_decide_anything(string side) =>
        Assert.DoesNotContain((await Schema.OfSqliteAsync(side)).Others, o =>
            o.StartsWith("view ", StringComparison.Ordinal));

    // Unnamed ones get a random name, and a later script could not drop them.
    [Theory, MemberData(nameof(SqlServerScripts))]
    public void Every_t_sql_constraint_has_a_name(string name, string sql)
    {
        var constraints = Find<ConstraintDefinition>(name, sql).Where(c => c is not NullableConstraintDefinition)
            .ToList();
        Assert.Equal(Find<CreateTableStatement>(name, sql).Count > 0, constraints.Count > 0);
        Assert.All(constraints, c => Assert.True(c.ConstraintIdentifier is { Value.Length: > 0 },
            $"{name} line {c.StartLine}: a constraint without a name"));
    }

    // As in SQLite. Under a server's usual collation "Abc" and "abc" are one text, so are "a" and its full-width form,
    // and characters that it does not know are nothing.
    [Theory, MemberData(nameof(Sides))]
    public void Every_text_compares_by_its_bytes(string side)
    {
        var texts = Tables(side)
            .SelectMany(t => t.Definition.ColumnDefinitions.Select(c =>
                (Name: $"{t.SchemaObjectName.BaseIdentifier.Value}.{c.ColumnIdentifier.Value}", Column: c)))
            .Where(c => c.Column.DataType.Name.BaseIdentifier.Value == "nvarchar")
            .ToDictionary(c => c.Name, c => c.Column.Collation?.Value);
        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.True(
            t.Value == "Latin1_General_100_BIN2", $"{t.Key} has the collation {t.Value ?? "of the server"}"));
    }

    // SQL Server takes 900 bytes in a clustered key; a longer one is only a warning when the table is made and a
    // failure when a row comes.
    [Theory, MemberData(nameof(Sides))]
    public void A_primary_key_fits_into_900_bytes(string side)
    {
        var bytes = Tables(side).ToDictionary(
            t => t.SchemaObjectName.BaseIdentifier.Value,
            t => t.Definition.ColumnDefinitions.ToDictionary(c => c.ColumnIdentifier.Value, BytesOf));
        var keys = Schema.OfSqlServer(side).Keys.Where(k => k.Contains(" primary (", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(bytes.Count, keys.Count);
        Assert.All(keys, k =>
            Assert.InRange(k[(k.LastIndexOf('(') + 1)..^1].Split(", ").Sum(c => bytes[k.Split(' ')[0]][c]), 8, 900));
    }

    public static TheoryData<string, string> SqlServerScripts()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, sql) in SqlConstants.Sides.SelectMany(Scripts))
        {
            data.Add(name, sql);
        }

        return data;
    }

    private static IReadOnlyList<(string Name, string Sql)> Scripts(string side) => Schema.Scripts(side, "sqlserver");

    private static IEnumerable<CreateTableStatement> Tables(string side) =>
        Scripts(side).SelectMany(s => Find<CreateTableStatement>(s.Name, s.Sql))
        .Where(t => Schema.OfSqlServer(side).Tables.Contains(t.SchemaObjectName.BaseIdentifier.Value));

    // What it holds follows from the facts; a table of facts is never dropped.
    private static bool IsDropOfCurrent(TSqlStatement statement) =>
        statement is DropTableStatement drop && drop.Objects.All(o => IsCurrent(o.BaseIdentifier.Value));

    private static bool IsCurrent(string table) => table.EndsWith("_current", StringComparison.Ordinal);

    private static long BytesOf(ColumnDefinition column) => ((SqlDataTypeReference)column.DataType) switch
    {
        { SqlDataTypeOption: SqlDataTypeOption.NVarChar, Parameters: [IntegerLiteral length] } =>
            2 * long.Parse(length.Value, System.Globalization.CultureInfo.InvariantCulture),
        { SqlDataTypeOption: SqlDataTypeOption.BigInt } => 8,
        _ => 1_000_000,
    };

    private static List<T> Find<T>(string name, string sql)
        where T : TSqlFragment => TSql.Find<T>(TSql.Parse(TSql.Parsers().Last(), name, sql));
}
