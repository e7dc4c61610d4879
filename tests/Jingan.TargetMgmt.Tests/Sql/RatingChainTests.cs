using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Which rating is in force follows from rows that nobody can change; so whoever has the service's login may
/// only try to add one that misleads.</summary>
public abstract class RatingChainTests(SqlDialect engine, FilledDatabases databases) : IAsyncLifetime
{
    private const string Standing = "(select max(log_index) from rating)", Another = "(select max(idx) from log_entry)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => databases.FillAsync(engine);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("JA2018-028", "2018-06", "null", "rating_first")] // beside the one that stands
    [InlineData("JA2018-029", "2018-06", Standing, "rating replaces")] // of another target
    [InlineData("JA2018-028", "2018-05", Standing, "rating replaces")] // of another period
    [InlineData("JA2018-028", "2018-06", "(select min(idx) from log_entry)", "rating replaces")] // of what is no rating
    public Task A_row_that_does_not_continue_the_chain_is_refused(
        string target, string period, string supersedes, string reason) =>
        AssertRefusedAsync(reason, Add(Another, target, period, supersedes));

    [Fact]
    public Task A_rating_is_replaced_once() => AssertRefusedAsync(
        "rating_next", Add(Another, "JA2018-028", "2018-06", Standing),
        Add("(select max(idx) - 1 from log_entry)", "JA2018-028", "2018-06", "(select min(log_index) from rating)"));

    [Fact]
    public Task A_rating_replaces_an_earlier_one() =>
        AssertRefusedAsync(
            "rating replaces", Add("(select min(idx) from log_entry)", "JA2018-028", "2018-06", Standing));

    [Fact]
    public async Task The_newest_of_a_chain_is_in_force()
    {
        await using var connection = await databases["evaluation"].OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct); // never committed
        var first = await InForceAsync();
        await connection.ExecuteAsync(Add(Another, "JA2018-028", "2018-06", Standing), transaction: transaction);
        Assert.True(await InForceAsync() > first);

        Task<long> InForceAsync() =>
            connection.QuerySingleAsync<long>(
                "select max(log_index) from rating where target_id = 'JA2018-028' and period = '2018-06'",
                transaction: transaction);
    }

    /// <summary>Whether it was refused for that reason.</summary>
    protected abstract bool Says(DbException refusal, string reason);

    // The last of them is the one refused.
    private async Task AssertRefusedAsync(string reason, params string[] statements)
    {
        await using var connection = await databases["evaluation"].OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct); // never committed
        foreach (var before in statements[..^1])
        {
            Assert.Equal(1, await connection.ExecuteAsync(before, transaction: transaction));
        }

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() =>
            connection.ExecuteAsync(statements[^1], transaction: transaction));
        Assert.True(Says(refusal, reason), refusal.Message);
    }

    private static string Add(string index, string target, string period, string supersedes) =>
        "insert into rating (log_index, target_id, period, lead_unit, colour, supersedes) "
        + $"select {index}, '{target}', '{period}', 'LSJ', 'green', {supersedes}";
}

public sealed class SqliteRatingChainTests(FilledDatabases databases)
    : RatingChainTests(SqlDialect.Sqlite, databases), IClassFixture<FilledDatabases>
{
    // SQLite names the columns of the index that is in the way.
    protected override bool Says(DbException refusal, string reason) => refusal.Message.Contains(
        reason switch
        {
            "rating_first" => "UNIQUE constraint failed: rating.period, rating.target_id",
            "rating_next" => "UNIQUE constraint failed: rating.supersedes",
            _ => reason,
        },
        StringComparison.Ordinal);
}

public sealed class SqlServerRatingChainTests(FilledDatabases databases)
    : RatingChainTests(TestServer.DialectOrSkip(), databases), IClassFixture<FilledDatabases>
{
    protected override bool Says(DbException refusal, string reason) =>
        refusal.Message.Contains(reason, StringComparison.Ordinal);
}
