using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Log;
using Jingan.TargetMgmt.Tests.SqlServer;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>A database of before there was <c>target_certifier</c> gets the rows that its targets would have
/// made.</summary>
public abstract class CertifierMigrationTests(SqlDialect engine)
{
    private const string At = "2018-07-01T00:00:00.000Z";

    private const string RowsSql = """
        select concat(target_id, ' ', version, ' ', unit) from target_certifier order by target_id, version
        """;

    [Fact]
    public async Task The_rows_of_versions_that_are_there_are_made_from_their_documents()
    {
        using var file = TemporaryDatabase.Government(engine);
        foreach (var (id, version, certifier) in ((string, long, string?)[])[
            ("JA2018-901", 1, "TJJ"), ("JA2018-901", 2, "CZJ"), ("JA2018-901", 3, null), ("JA2018-902", 1, null),
            ("JA2018-903", 1, "LSJ"), ("JA2018-904", 1, "TJJ")])
        {
            Assert.True((await file.Db.Queue.CommitAsync(
                [TargetCommit.Of(Of(id, certifier), version, At, "office")],
                TestContext.Current.CancellationToken)).IsStored);
        }

        await using var connection = await file.Db.OpenAsync(TestContext.Current.CancellationToken);
        List<string> expected = ["JA2018-901 1 TJJ", "JA2018-901 2 CZJ", "JA2018-904 1 TJJ"];
        Assert.Equal(expected, await connection.QueryAsync<string>(RowsSql));
        await connection.ExecuteAsync("drop table target_certifier");
        await ApplyAsync(connection);
        Assert.Equal(expected, await connection.QueryAsync<string>(RowsSql));
    }

    private async Task ApplyAsync(DbConnection connection)
    {
        var (_, script) = Schema.Scripts("government", engine.Name)
            .Single(s => s.Name.Contains("target_certifier", StringComparison.Ordinal));
        foreach (var batch in script.ReplaceLineEndings("\n").Split("\nGO\n"))
        {
            await connection.ExecuteAsync(batch);
        }
    }

    // What is text stays the text that it is, whatever the document is read as on the way.
    private static Target Of(string id, string? certifier) => new(
        new(id), 2018, TargetLevel.Departmental, "测试", "“合成”数据\\ 圾\" \U0001F333", TargetNature.Anticipated,
        TargetKind.Quantitative, new("LSJ"), "合成数据", UnitOfMeasure: "万平方米", TargetValue: 7,
        CertifyingUnit: certifier is null ? null : new UnitCode(certifier));
}

public sealed class SqliteCertifierMigrationTests() : CertifierMigrationTests(SqlDialect.Sqlite);

public sealed class SqlServerCertifierMigrationTests() : CertifierMigrationTests(TestServer.DialectOrSkip());
