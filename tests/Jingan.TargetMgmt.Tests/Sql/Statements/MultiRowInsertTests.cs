using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Tests.Sql.Statements;

public sealed class MultiRowInsertTests
{
    [Fact]
    public void The_row_of_values_is_repeated_with_its_parameters_numbered() => Assert.Equal(
        "insert into t (a, b) values (@a_0, @ab_0), (@a_1, @ab_1)",
        MultiRowInsert.Of("insert into t (a, b) values (@a, @ab)", 2));

    [Theory]
    [InlineData("insert into t (a) values (@a)", true)]
    [InlineData("insert into t (a)\nvalues (@a)\n", true)]
    [InlineData("insert into t (a) select @a where not exists (select 1 from t)", false)]
    [InlineData("insert into t (a) values (coalesce(@a, 1))", false)]
    [InlineData("insert into t (a) values ((select max(a) from t))", false)]
    [InlineData("update t set a = @a", false)]
    public void Only_what_asks_nothing_is_done_with_others_at_once(string sql, bool isRow) =>
        Assert.Equal(isRow, MultiRowInsert.IsRow(sql));

    [Fact]
    public void No_statement_has_more_parameters_than_the_server_takes_and_no_row_is_left_out()
    {
        for (var parameters = 1; parameters <= 2000; parameters += 13)
        {
            for (var rows = 0; rows <= 600; rows += 7)
            {
                var sizes = MultiRowInsert.Split(rows, parameters).ToList();
                Assert.Equal(rows, sizes.Sum());
                Assert.All(sizes, s => Assert.InRange(s * parameters, 1, 2000));
            }
        }
    }

    // On the engine that is here: SQLite takes the same text.
    [Fact]
    public void Many_rows_are_as_many_rows()
    {
        using var connection = SqlDialect.Sqlite.CreateConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "create table t (a integer primary key, b text)";
        command.ExecuteNonQuery();
        const string Sql = "insert into t (a, b) values (@logIndex, @b)";
        var taken = new StatementParameters(Sql, new { b = "" }.GetType());
#pragma warning disable CA2100 // made from the constant above
        command.CommandText = MultiRowInsert.Of(Sql, 3);
#pragma warning restore CA2100
        for (var row = 0; row < 3; row++)
        {
            taken.Define(command.Parameters, command.CreateParameter, $"_{row}");
            taken.Bind(command.Parameters, new { b = $"row {row}" }, row, row * taken.Count);
        }

        Assert.Equal(3, command.ExecuteNonQuery());
        command.CommandText = "select group_concat(a || ' ' || b, '; ') from (select a, b from t order by a)";
        Assert.Equal("0 row 0; 1 row 1; 2 row 2", command.ExecuteScalar());
    }
}
