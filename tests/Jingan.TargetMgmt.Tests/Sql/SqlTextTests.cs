using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Reports;
using Jingan.TargetMgmt.Tests.Log;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Every query of the service, checked without a server:
/// against the SQLite schema of its side and against the T-SQL grammar.</summary>
public sealed partial class SqlTextTests
{
    private static readonly Dictionary<string, (SideLog Db, IDisposable File)> Schemas =
        SqlConstants.Sides.ToDictionary(s => s, TemporaryDatabase.Of);

    public static TheoryData<string, string, string> Queries()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (side, name, sql) in SqlConstants.All())
        {
            data.Add(side, name, sql);
        }

        return data;
    }

    [Theory, MemberData(nameof(Queries))]
    public async Task Query_compiles_against_the_schema_of_its_side(string side, string name, string sql)
    {
        _ = name;
        await using var connection = await Schemas[side].Db.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = Explaining(connection, sql);
        await using var plan = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await plan.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Queries))]
    public void Query_is_one_statement_of_t_sql(string side, string name, string sql)
    {
        _ = side;
        foreach (var parser in TSql.Parsers())
        {
            Assert.Single(TSql.Parse(parser, name, sql).Batches.SelectMany(b => b.Statements));
        }
    }

    // Each of these runs on one engine only, or means something else on the other.
    [Theory, MemberData(nameof(Queries))]
    public void Query_stays_in_the_common_subset(string side, string name, string sql)
    {
        _ = side;
        var code = Literals().Replace(sql, "''").ToLowerInvariant();
        Assert.True(OneEngineOnly().Match(code) is { Success: false } or { Value: "" },
            $"{name}: {OneEngineOnly().Match(code).Value}");

        // Without an escape character a search for "50%" finds everything on both engines,
        // and "[" opens a set on one of them.
        Assert.Equal(Regex.Count(code, @"\blike\b"), Regex.Count(code, @"\blike\s+\S+\s+escape\b"));
    }

    // The service could otherwise run a text that none of these tests has seen.
    [Fact]
    public void Nothing_but_these_constants_is_run()
    {
        var calls = Repository.Sources
            .SelectMany(s => Calls().Matches(s.Value).Select(m => (File: s.Key, Argument: m.Groups["argument"].Value)))
                .ToList();
        Assert.True(calls.Count >= 30, $"only {calls.Count} calls were found");
        Assert.All(calls, c => Assert.True(c.Argument.EndsWith("Sql", StringComparison.Ordinal) || c.Argument == "new",
            $"{c.File} runs {c.Argument}"));
        Assert.All(
            Repository.Sources.Where(s => s.Value.Contains("CommandText", StringComparison.Ordinal)).Select(s => s.Key),
            file => Assert.True(file.StartsWith("src/Jingan.TargetMgmt.Sql/", StringComparison.Ordinal)
                || file == "src/Jingan.TargetMgmt.Log/Rows/TableRows.cs", file));
    }

    // An empty enumeration would make everything above green: the sources say how many there must be.
    [Fact]
    public void Every_constant_in_the_sources_is_checked()
    {
        var written = Repository.Sources.Sum(s => Constants().Count(s.Value));
        var checkedOnce = SqlConstants.All().DistinctBy(c => (c.Name, c.Sql)).Count();
        Assert.True(written >= 50, $"only {written} constants were found");
        Assert.Equal(written, checkedOnce);
        Assert.Contains(SqlConstants.All(), c => c is { Side: "evaluation", Name: "LogRows.AddEntrySql" });
        Assert.Contains(SqlConstants.All(), c => c is { Side: "government", Name: "LogRows.AddEntrySql" });
    }

    [Fact]
    public void Reports_and_the_host_have_no_sql()
    {
        Assert.Empty(SqlConstants.Of(typeof(ReportsModule).Assembly));
        Assert.Empty(SqlConstants.Of(Assembly.Load("Jingan.TargetMgmt.Api")));
        Assert.NotEmpty(SqlConstants.Of(typeof(GovernmentModule).Assembly));
        Assert.NotEmpty(SqlConstants.Of(typeof(EvaluationModule).Assembly));
    }

    /// <summary>SQLite's programme for the query, a row a step.</summary>
    internal static DbCommand Explaining(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = "explain " + sql;
        foreach (var parameter in Parameters().Matches(sql).Select(m => m.Value).Distinct())
        {
            var value = command.CreateParameter();
            (value.ParameterName, value.Value) = (parameter, DBNull.Value);
            command.Parameters.Add(value);
        }

        return command;
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameters();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Literals();

    [GeneratedRegex(
        @"\b(limit|offset|fetch|top|returning|output|merge|replace|getdate|sysutcdatetime|sysdatetime|datetime|strftime|julianday|current_timestamp"
        + @"|autoincrement|identity|rowid|changes|last_insert_rowid|ifnull|isnull|iif|nvl|len|length|substring|substr|instr|charindex|group_concat"
        + @"|printf|format|typeof|glob|regexp|match|collate|indexed|nolock|pragma|exec|execute|go|nchar|newid|randomblob|random|rand|true|false)\b"
        + @"|\bon\s+conflict\b|\binsert\s+or\b|\bupdate\s+or\b|\bupdate\s+\w+\s+from\b|\bis\s+(not\s+)?distinct\b|\|\||\[|`|""|==|!=|--|/\*|;")]
    private static partial Regex OneEngineOnly();

    [GeneratedRegex(@"const string \w*(?<!T)Sql\b")]
    private static partial Regex Constants();

    [GeneratedRegex(
        @"(?:new CommandDefinition|onnection\.(?:Execute|Query)\w*(?:<[^(]*>)?|\bqueries\.Add)\(\s*(?:statement\.)?(?<argument>\w+)")]
    private static partial Regex Calls();
}
