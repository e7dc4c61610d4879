using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Tests.Sql;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>What an administrator runs from deploy/sqlserver, parsed by Microsoft's parsers;
/// whether a server does what it says is not tested here.</summary>
public sealed partial class DeploymentSqlTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "sqlserver");

    public static TheoryData<string> Scripts =>
        [.. Directory.EnumerateFiles(Folder, "*.sql").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_scripts_are_there() =>
        Assert.Equal(["backup-log.sql", "backup.sql", "grants.sql", "logins.sql", "settings.sql"],
            Scripts.Select(row => row.Data));

    [Theory, MemberData(nameof(Scripts))]
    public void A_script_is_t_sql_of_2019_and_2022(string script) =>
        Assert.All(TSql.Parsers(), parser => Assert.NotEmpty(Statements(script, parser)));

    // sqlcmd stops at a variable that nobody set; so a script takes what its head says and what apply.sh sets,
    // and no more.
    [Theory, MemberData(nameof(Scripts))]
    public void Every_variable_is_named_in_the_scripts_head_and_set_by_apply(string script)
    {
        var head = string.Join('\n', Lines(script).TakeWhile(l => l.StartsWith("--", StringComparison.Ordinal)));
        var used = Variable()
            .Matches(string.Join('\n', Lines(script)))
            .Select(m => m.Groups[1].Value)
            .Distinct()
            .ToList();
        Assert.Contains("DATABASE", used);
        Assert.All(used, v => Assert.Contains(v, head, StringComparison.Ordinal));
        Assert.All(used, v =>
            Assert.Contains($"{v}=", File.ReadAllText(Path.Combine(Folder, "apply.sh")), StringComparison.Ordinal));
        Assert.Contains(":on error exit", Lines(script));
    }

    [Fact]
    public void A_password_comes_from_a_variable()
    {
        var passwords = Find<PasswordCreateLoginSource>("logins.sql").Select(s => s.Password)
            .Concat(Find<PasswordAlterPrincipalOption>("logins.sql").Select(o => o.Password))
            .Select(p => ((StringLiteral)p).Value)
            .Distinct();
        Assert.Equal(["$(MIGRATION_PASSWORD)", "$(SERVICE_PASSWORD)"], passwords.Order());
    }

    [Fact]
    public void The_service_login_is_granted_reading_and_adding_and_updates_of_current_rows_only()
    {
        var grants = Scripts.SelectMany(row => Find<GrantStatement>(row.Data))
            .Where(g => Principals(g).Contains("$(SIDE)_service"))
            .SelectMany(Permissions)
            .ToHashSet();
        var current = grants.Where(g => g.EndsWith("_current", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(["INSERT on Schema dbo", "SELECT on Schema dbo"], grants.Except(current).Order());
        Assert.Equal(Tables().Where(IsCurrent).Select(t => $"UPDATE on Object dbo.{t}").Order(), current.Order());
        Assert.NotEmpty(current);
    }

    // A grant put together as text is not seen above: this pins the texts that there are.
    [Fact]
    public void Texts_that_are_run_grant_only_what_belongs_to_the_ledger()
    {
        var texts = Scripts.SelectMany(row => Find<StringLiteral>(row.Data)).Select(l => l.Value).ToList();
        Assert.Equal(["grant "], texts.Where(t => t.Contains("grant ", StringComparison.OrdinalIgnoreCase)));
        var rows = Find<InlineDerivedTable>("logins.sql").Single().RowValues
            .Select(r => string.Join(" to ", r.ColumnValues.Cast<StringLiteral>().Select(v => v.Value)));
        Assert.Equal(
            ["ENABLE LEDGER to $(SIDE)_migration", "GENERATE LEDGER DIGEST to $(SIDE)_service",
                "VIEW LEDGER CONTENT to ledger_auditor"], rows);
    }

    // On the schema it would outweigh the grants on the …_current tables.
    [Fact]
    public void An_update_is_never_denied_for_the_whole_schema()
    {
        var denied = Scripts.SelectMany(row => Find<DenyStatement>(row.Data)).SelectMany(Permissions).ToList();
        Assert.Contains("DELETE on Schema dbo", denied);
        Assert.Contains("ALTER on Schema dbo", denied);
        Assert.Contains("INSERT on Object dbo.SchemaVersions", denied);
        Assert.DoesNotContain(denied, d => d.StartsWith("UPDATE", StringComparison.Ordinal));
    }

    [Fact]
    public void No_login_becomes_an_owner_or_an_administrator()
    {
        var roles = Find<AlterRoleStatement>("logins.sql").Select(r => r.Name.Value);
        Assert.Equal(["db_ddladmin"], roles);
        Assert.All(Scripts, row => Assert.Empty(Find<AlterServerRoleStatement>(row.Data)));
    }

    // The tests of these permissions on a server run the scripts without the logins:
    // nothing else may be lost on the way.
    [Theory, InlineData("logins.sql"), InlineData("grants.sql")]
    public void What_is_tried_on_a_server_lacks_the_logins_and_nothing_else(string script)
    {
        var batches = DeploymentScript.Batches(Path.Combine(Folder, script), "government", "somewhere");
        Assert.All(batches, b => Assert.DoesNotContain("$(", b, StringComparison.Ordinal));
        var tried = batches.Select(b => TSql.Parse(TSql.Parsers().Last(), script, b)).ToList();
        Assert.Equal(Find<SecurityStatement>(script).Count, tried.Sum(b => TSql.Find<SecurityStatement>(b).Count));
        Assert.Equal(Find<CreateUserStatement>(script).Count, tried.Sum(b => TSql.Find<CreateUserStatement>(b)
            .Count(u => u.UserLoginOption.UserLoginOptionType == UserLoginOptionType.WithoutLogin)));
        Assert.Empty(tried.SelectMany(b => TSql.Find<CreateLoginStatement>(b)));
    }

    private static IEnumerable<string> Tables() =>
        SqlConstants.Sides.SelectMany(side => Schema.OfSqlServer(side).Tables).Distinct();

    private static bool IsCurrent(string table) => table.EndsWith("_current", StringComparison.Ordinal);

    private static IEnumerable<string> Principals(SecurityStatement statement) =>
        statement.Principals.Select(p => p.Identifier.Value);

    private static IEnumerable<string> Permissions(SecurityStatement statement) => statement.Permissions.Select(p =>
        $"{string.Join(' ', p.Identifiers.Select(i => i.Value)).ToUpperInvariant()} on "
        + $"{statement.SecurityTargetObject.ObjectKind} "
        + $"{string.Join('.', statement.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers.Select(i => i.Value))}");

    private static string[] Lines(string script) => File.ReadAllLines(Path.Combine(Folder, script));

    private static List<TSqlStatement> Statements(
        string script, TSqlParser parser) => [.. Parse(script, parser).Batches.SelectMany(b => b.Statements)];

    // Lines that begin with a colon are sqlcmd's; $(…) stands in names and texts, where the parser takes it as it is.
    private static TSqlScript Parse(string script, TSqlParser parser) =>
        TSql.Parse(parser, script, string.Join('\n', Lines(script).Select(l => l.StartsWith(':') ? "" : l)));

    private static List<T> Find<T>(string script)
        where T : TSqlFragment => TSql.Find<T>(Parse(script, TSql.Parsers().Last()));

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Variable();
}
