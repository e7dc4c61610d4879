using System.Globalization;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.SqlServer.Dac.Model;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Every statement of the service, bound to the SQL Server schema of its side: 2019 without ledger tables,
/// later ones with them.</summary>
public sealed partial class TSqlBindingTests(ITestOutputHelper output)
{
    // As in sys.tables.ledger_type.
    private const int AppendOnly = 3;

    private static readonly string[] LogTables = ["log_checkpoint", "log_cosignature", "log_entry", "log_node"];

    // The server's own procedures are not in the model: name and parameters as Microsoft documents them.
    private static readonly (string Name, string Sql) ServerProcedures = ("server", """
        create procedure sp_getapplock
          @Resource nvarchar(255), @LockMode varchar(32), @LockOwner varchar(32) = 'Transaction', @LockTimeout int = -1, @DbPrincipal sysname = 'public'
        as return 0
        GO
        create procedure sp_generate_database_ledger_digest as return 0
        GO
        create procedure sp_verify_database_ledger @digests nvarchar(max), @table_name nvarchar(256) = null as return 0
        """);

    private static readonly Dictionary<string, Type> NoParameters = [];

    [Theory]
    [InlineData("government", SqlServerVersion.Sql150, 67)]
    [InlineData("government", SqlServerVersion.Sql160, 67)]
    [InlineData("government", SqlServerVersion.Sql170, 67)]
    [InlineData("evaluation", SqlServerVersion.Sql150, 51)]
    [InlineData("evaluation", SqlServerVersion.Sql160, 51)]
    [InlineData("evaluation", SqlServerVersion.Sql170, 51)]
    public void Every_query_binds_to_the_schema_of_its_side(string side, SqlServerVersion version, int atLeast)
    {
        using var binding = Of(side, version);
        foreach (var (_, name, sql) in SqlConstants.All().Where(c => c.Side == side))
        {
            binding.Bind(name, sql, ParameterObjects.Of(name, sql));
            if (MultiRowInsert.IsRow(sql))
            {
                binding.Bind($"{name}, two rows", MultiRowInsert.Of(sql, 2), ParameterObjects.Of(name, sql)
                    .SelectMany(p => (KeyValuePair<string, Type>[])[new($"{p.Key}_0", p.Value),
                        new($"{p.Key}_1", p.Value)]).ToDictionary());
            }
        }

        var texts = DialectTexts();
        Assert.NotEmpty(texts);
        foreach (var (number, text) in texts.Index())
        {
            binding.Bind($"SqlServerDialect {number}", text, ParameterObjects.Names(text)
                .Where(n => !IsDeclared(n, text)).ToDictionary(n => n, _ => typeof(string)));
        }

        var problems = binding.Problems();
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
        output.WriteLine($"{side}, {version}: {binding.Bound} statements bound");
        Assert.True(binding.Bound >= atLeast, $"only {binding.Bound} statements were bound");
    }

    [Theory, InlineData("government"), InlineData("evaluation")]
    public void From_2022_on_the_log_tables_and_no_others_are_append_only_ledger_tables(string side)
    {
        using var binding = Of(side, SqlServerVersion.Sql160);
        Assert.Empty(binding.Problems());
        Assert.Equal(LogTables, Ledgers(binding));
        Assert.True(binding.Tables.Count() > LogTables.Length);
    }

    [Theory, InlineData("government"), InlineData("evaluation")]
    public void On_2019_no_table_is_a_ledger_table(string side)
    {
        using var binding = Of(side, SqlServerVersion.Sql150);
        Assert.Empty(binding.Problems());
        Assert.Empty(Ledgers(binding));
    }

    [Theory]
    [InlineData("select id from t where id = @id", null)]
    [InlineData("select idd from t where id = @id", "[t].[idd]")]
    [InlineData("select id from tt where id = @id", "[tt]")]
    [InlineData("insert into t (id, name) values (@id, 1)", "[t].[name]")]
    [InlineData("update t set id = @other", "@other")]
    [InlineData("select id form t", "SQL")]
    public void An_unknown_column_table_or_parameter_or_a_syntax_error_is_named(string sql, string? problem)
    {
        using var binding = new TSqlBinding(
            SqlServerVersion.Sql150, [("script", "create table t (id bigint not null constraint pk_t primary key);")]);
        binding.Bind("Store.OneSql", sql, new Dictionary<string, Type> { ["id"] = typeof(long) });
        binding.Bind("Store.OtherSql", "select id from t", NoParameters);
        if (problem is null)
        {
            Assert.Empty(binding.Problems());
            Assert.Equal(2, binding.Bound);
        }
        else
        {
            Assert.NotEmpty(binding.Problems());
            Assert.All(binding.Problems(), p => Assert.Contains("Store.OneSql", p, StringComparison.Ordinal));
            Assert.Contains(binding.Problems(), p => p.Contains(problem, StringComparison.Ordinal));
        }
    }

    private static TSqlBinding Of(string side, SqlServerVersion version) =>
        new(version,
            [ServerProcedures, .. Schema.Scripts(side, "sqlserver", hasLedger: version >= SqlServerVersion.Sql160)]);

    private static IEnumerable<string> Ledgers(TSqlBinding binding) =>
        binding.Tables.Where(t =>
            Convert.ToInt32(t.GetProperty(Table.LedgerType), CultureInfo.InvariantCulture) == AppendOnly)
                .Select(t => t.Name.Parts[^1]).Order(StringComparer.Ordinal);

    // The dialect's texts are for one engine, so they are no constants in the common subset.
    private static List<string> DialectTexts() =>
        [.. MethodCode.Of(SqlDialect.SqlServer.GetType())
            .SelectMany(m => m.Texts)
            .Where(t => Statement().IsMatch(t))
            .Distinct()];

    private static bool IsDeclared(string name, string text) =>
        Regex.IsMatch(text, $@"\bdeclare @{name}\b") || Regex.IsMatch(ServerProcedures.Sql, $@"@{name}\b");

    [GeneratedRegex(@"^(alter|begin|create|declare|exec|if|insert|save|select|set|update)\b")]
    private static partial Regex Statement();
}
