using System.Data.Common;
using DbUp;
using DbUp.Engine;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Schema;

namespace Jingan.TargetMgmt.Sql;

/// <summary>A side's schema in one database: which of the scripts in db/{side}/{engine}/ it has,
/// and how it gets the others.</summary>
/// <param name="side"><c>government</c> or <c>evaluation</c>.</param>
/// <param name="dialect">The engine.</param>
/// <param name="connectionString">Of a login that may make tables; to look, one that may read is enough.</param>
public sealed class SchemaMigration(string side, SqlDialect dialect, string connectionString)
{
    private const string JournalTSql = "select ScriptName, '' from SchemaVersions";

    /// <summary>Applies what is missing, each script in a transaction.</summary>
    /// <returns>The names of the scripts that were applied.</returns>
    /// <exception cref="SchemaException">The schema is newer than this program, or a script failed.</exception>
    public IReadOnlyList<string> Apply()
    {
        if (IsCurrent())
        {
            return [];
        }

        var engine = Engine(CanMakeLedgerTables());
        if (Newer(engine) is { } newer)
        {
            throw new SchemaException(newer);
        }

        var result = engine.PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(s => NameOf(s.Name))]
            : throw new SchemaException(
                new(
                    $"{side} 数据库未能升级（{result.ErrorScript?.Name ?? "连接"}）：{result.Error.Message}",
                    $"the {side} database could not be migrated ({result.ErrorScript?.Name ?? "connection"}): "
                        + $"{result.Error.Message}"),
                result.Error);
    }

    /// <summary>Insists that the schema is the one this program knows.</summary>
    /// <exception cref="SchemaException">It is older or newer, and which.</exception>
    public void Require()
    {
        if (IsCurrent())
        {
            return;
        }

        var engine = Engine(hasLedger: false); // names are all that is looked at
        var missing = engine.GetScriptsToExecute().Select(s => NameOf(s.Name)).ToList();
        if ((missing.Count == 0 ? Newer(engine) : Older(missing)) is { } refusal)
        {
            throw new SchemaException(refusal);
        }
    }

    // Nearly every start on a file finds the journal as the last one left it, and needs nothing of DbUp. A server has
    // more to answer, and starts seldom.
    private bool IsCurrent()
    {
        if (!dialect.IsEmbedded)
        {
            return false;
        }

        using var connection = dialect.CreateConnection(connectionString);
        connection.Open();
        try
        {
            return SqliteSchema.Ask(connection, JournalTSql).Keys.ToHashSet(StringComparer.Ordinal)
                .SetEquals(MigrationScripts.NamesOf(side, dialect.Name));
        }
        catch (DbException missing) when (dialect.IsMissingTable(missing))
        {
            return false;
        }
    }

    private string Prefix => $"db/{side}/{dialect.Name}/";

    private static string NameOf(string script) => Path.GetFileNameWithoutExtension(script);

    private Text Older(List<string> missing) => new(
        $"{side} 数据库的结构旧于本程序，缺少 {string.Join("、", missing)}；请先运行 jtm migrate --side {side}。",
        $"the schema of the {side} database is older than this program, it "
            + $"lacks {string.Join(", ", missing)}; run jtm migrate --side {side} first.");

    private Text? Newer(UpgradeEngine engine)
    {
        var unknown = engine.GetExecutedScripts()
            .Except(engine.GetDiscoveredScripts().Select(s => s.Name), StringComparer.Ordinal).ToList();
        if (unknown.Find(name => !name.StartsWith(Prefix, StringComparison.Ordinal)) is { } foreign)
        {
            return new(
                $"这不是 {side} 一侧的数据库：它有 {foreign}；请检查连接字符串。",
                $"this is not the database of the {side} side: it has {foreign}; check the connection string.");
        }

        var names = unknown.Select(NameOf).ToList();
        return names.Count == 0 ? null : new(
            $"{side} 数据库的结构新于本程序，它有本程序不认识的 {string.Join("、", names)}；请使用与之相配的新版程序。",
            $"the schema of the {side} database is newer than this program, it "
                + $"has {string.Join(", ", names)}; use the newer program that made it.");
    }

    private bool CanMakeLedgerTables()
    {
        using var connection = dialect.CreateConnection(connectionString);
        connection.Open();
        return dialect.CanMakeLedgerTables(connection);
    }

    private UpgradeEngine Engine(bool hasLedger) =>
        (dialect.IsEmbedded
            ? DeployChanges.To.SqliteDatabase(SqliteDialect.Unpooled(connectionString))
            : DeployChanges.To.SqlDatabase(connectionString))
        .WithScripts(MigrationScripts.Of(side, dialect.Name, hasLedger))
        .WithVariablesDisabled()
        .WithTransactionPerScript()
        .LogToNowhere()
        .Build();
}
