using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Sql.Statements;

public sealed class SqliteStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteTransaction _transaction;
    private readonly SqliteStatement _insert;

    public SqliteStatementTests()
    {
        _connection.Open();
        using (var command = _connection.CreateCommand())
        {
            command.CommandText = "create table t (k integer not null primary key, v any, u text unique) strict";
            command.ExecuteNonQuery();
        }

        _transaction = _connection.BeginTransaction();
        _insert = new(_connection, "insert into t (k, v, u) values (@k, @v, @u)", ["v", "k", "u"]);
    }

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" }, { "", "text" }, { "区", "text" }, { "a\0b", "text" }, { new string('静', 2000), "text" },
        { 0L, "integer" }, { long.MinValue, "integer" }, { Array.Empty<byte>(), "blob" },
        { new byte[] { 0, 255 }, "blob" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void What_is_bound_is_what_is_stored(object? value, string type)
    {
        Assert.Equal(1, Insert(1, value, null));

        using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = ("select v, typeof(v) from t where k = 1", _transaction);
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        Assert.Equal(type, row.GetString(1));
        Assert.Equal(value ?? DBNull.Value, row.GetValue(0));
    }

    [Fact]
    public void A_row_that_is_there_already_is_told_from_other_failures_and_the_statement_goes_on()
    {
        Insert(1, null, "one");

        Assert.True(SqlDialect.Sqlite.IsDuplicateKey(Assert.Throws<SqliteException>(() => Insert(1, null, null))));
        Assert.True(SqlDialect.Sqlite.IsDuplicateKey(Assert.Throws<SqliteException>(() => Insert(2, null, "one"))));
        Assert.Equal(1, Insert(2, null, "two"));
    }

    [Fact]
    public void A_statement_that_finds_nothing_changes_no_rows()
    {
        Insert(1, null, null);
        using var update = new SqliteStatement(_connection, "update t set u = 'x' where k = @k", ["k"]);

        update.Bind(0, 2L);
        Assert.Equal(0, update.Execute());
        update.Bind(0, 1L);
        Assert.Equal(1, update.Execute());
    }

    [Fact]
    public void Nothing_is_written_when_the_transaction_is_over()
    {
        _transaction.Rollback();

        Assert.Throws<InvalidOperationException>(() => Insert(1, null, null));

        using var command = _connection.CreateCommand();
        command.CommandText = "select count(*) from t";
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public void A_text_that_is_no_SQL_is_refused_when_it_is_compiled() =>
        Assert.Throws<SqliteException>(() => new SqliteStatement(_connection, "insert into nowhere values (1)", []));

    public void Dispose()
    {
        _insert.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    private int Insert(long k, object? v, string? u)
    {
        _insert.Bind(0, v);
        _insert.Bind(1, k);
        _insert.Bind(2, u);
        return _insert.Execute();
    }
}
