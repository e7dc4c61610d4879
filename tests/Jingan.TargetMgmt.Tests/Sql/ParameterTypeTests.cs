using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>SQLite stores a text in an integer column, and SQL Server's tools compare no types: so the parameters are
/// compared with the columns they are written to.</summary>
public sealed class ParameterTypeTests(ITestOutputHelper output)
{
    [Theory, InlineData("government", 106), InlineData("evaluation", 46)]
    public void A_parameter_has_the_type_of_the_column_it_is_written_to(string side, int atLeast)
    {
        var columns = Schema.OfSqlServer(side).Columns;
        var written = SqlConstants.All()
            .Where(c => c.Side == side)
            .SelectMany(c => Written(c.Name, c.Sql, ParameterObjects.Of(c.Name, c.Sql)))
            .ToList();
        var misfits = written.Where(w => !Fits(w, columns)).ToList();
        Assert.True(misfits.Count == 0, string.Join(Environment.NewLine, misfits));
        output.WriteLine($"{side}: {written.Count} parameters compared");
        Assert.True(written.Count >= atLeast, $"only {written.Count} parameters were compared");
    }

    [Theory]
    [InlineData("insert into t (id, name, data) values (@number, @text, @bytes)", true)]
    [InlineData("insert into t (id, data, name) values (@number, @text, @bytes)", false)]
    [InlineData("insert into t (id, name) select @text, s.name from t s", false)]
    [InlineData("insert into t (id) values (@maybe)", false)]
    [InlineData("insert into t (other) values (@maybe)", true)]
    [InlineData("insert into t (other) values (case when @text = '' then @number end)", true)]
    [InlineData("insert into t (other) values (case when @number = 1 then @text end)", false)]
    [InlineData("update t set name = @text where id = @bytes", true)]
    [InlineData("update t set name = coalesce(@text, @number)", false)]
    public void A_parameter_in_a_wrong_column_is_found(string sql, bool fits)
    {
        var types = new Dictionary<string, Type>
        {
            ["number"] = typeof(long),
            ["maybe"] = typeof(long?),
            ["text"] = typeof(string),
            ["bytes"] = typeof(byte[]),
        };
        var written = Written("script", sql, types);
        Assert.NotEmpty(written);
        Assert.Equal(fits, written.All(w =>
            Fits(w, ["t.id integer not null", "t.name text", "t.data blob not null", "t.other integer"])));
    }

    private static bool Fits(Value value, IReadOnlyCollection<string> columns) =>
        columns.Contains($"{value.Column} {KindOf(value.Type)}")
        || (Nullable.GetUnderlyingType(value.Type) is null
            && columns.Contains($"{value.Column} {KindOf(value.Type)} not null"));

    // As Schema names the three kinds.
    private static string KindOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(long) => "integer",
        var t when t == typeof(string) => "text",
        var t when t == typeof(byte[]) => "blob",
        var t => t.Name,
    };

    private static List<Value> Written(string name, string sql, IReadOnlyDictionary<string, Type> types)
    {
        var statement = Assert.Single(TSql.Parse(TSql.Parsers().Last(), name, sql).Batches
            .SelectMany(b => b.Statements));
        return statement switch
        {
            InsertStatement insert => [.. Inserted(name, insert.InsertSpecification)],
            UpdateStatement update => [.. update.UpdateSpecification.SetClauses.Cast<AssignmentSetClause>()
                .SelectMany(s => ValuesOf(TableOf(update.UpdateSpecification.Target), s.Column, s.NewValue))],
            SelectStatement => [],
            _ => throw new InvalidDataException($"{name} is a {statement.GetType().Name}"),
        };

        IEnumerable<Value> Inserted(string name, InsertSpecification insert)
        {
            foreach (var row in RowsOf(name, insert.InsertSource))
            {
                Assert.True(row.Count == insert.Columns.Count,
                    $"{name} has {row.Count} values for {insert.Columns.Count} columns");
                foreach (var (column, value) in insert.Columns.Zip(row))
                {
                    foreach (var found in ValuesOf(TableOf(insert.Target), column, value))
                    {
                        yield return found;
                    }
                }
            }
        }

        IEnumerable<Value> ValuesOf(string table, ColumnReferenceExpression column, ScalarExpression value) =>
            Parameters(name, value).Select(p =>
                new Value(name, p, $"{table}.{column.MultiPartIdentifier.Identifiers[^1].Value}", types[p]));
    }

    private static IEnumerable<IList<ScalarExpression>> RowsOf(string name, InsertSource source) => source switch
    {
        ValuesInsertSource values => values.RowValues.Select(r => r.ColumnValues),
        SelectInsertSource { Select: QuerySpecification query } =>
            [[.. query.SelectElements.Cast<SelectScalarExpression>().Select(e => e.Expression)]],
        _ => throw new InvalidDataException($"{name} inserts a {source.GetType().Name}"),
    };

    private static string TableOf(TableReference target) =>
        ((NamedTableReference)target).SchemaObject.BaseIdentifier.Value;

    // The parameters whose value may become that of the expression; a condition is none.
    private static IEnumerable<string> Parameters(string name, ScalarExpression? expression) => expression switch
    {
        null or Literal or ColumnReferenceExpression => [],
        VariableReference variable => [variable.Name[1..]],
        SearchedCaseExpression c =>
            c.WhenClauses.Select(w => w.ThenExpression).Append(c.ElseExpression).SelectMany(e => Parameters(name, e)),
        CoalesceExpression c => c.Expressions.SelectMany(e => Parameters(name, e)),
        BinaryExpression b => Parameters(name, b.FirstExpression).Concat(Parameters(name, b.SecondExpression)),
        FunctionCall f => f.Parameters.SelectMany(p => Parameters(name, p)),
        UnaryExpression u => Parameters(name, u.Expression),
        ParenthesisExpression p => Parameters(name, p.Expression),
        _ => throw new InvalidDataException($"{name} writes a {expression.GetType().Name}"),
    };

    private sealed record Value(string Statement, string Parameter, string Column, Type Type);
}
