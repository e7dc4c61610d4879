using Dapper;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Both sides' databases on the test server with the users and the rights that deploy/sqlserver
/// gives.</summary>
public sealed class DeployedDatabases : IDisposable
{
    private readonly Dictionary<string, SqlServerDatabase> _databases = [];
    private string? _inability;

    /// <summary>Before every test; the first one does it. What skips a test would fail the class in a
    /// constructor.</summary>
    internal void DeployOrSkip()
    {
        TestServer.ConnectionStringOrSkip();
        if (_databases.Count == 0)
        {
            foreach (var side in SqlConstants.Sides)
            {
                _databases[side] = new(side);
            }

            _inability = WhyUsersCannotBeTried(_databases["government"]);
            if (_inability is null)
            {
                SqlConstants.Sides.ToList().ForEach(Deploy);
            }
        }

        Assert.SkipWhen(_inability is not null, $"This server cannot play a user without a login: {_inability}");
    }

    internal string NameOf(string side) =>
        new SqlConnectionStringBuilder(_databases[side].ConnectionString).InitialCatalog;

    internal SqlConnection OpenAsOwner(string side) => _databases[side].Open();

    /// <summary>A connection that is the service's user for the rest of its life;
    /// so it must not go back into a pool.</summary>
    internal SqlConnection OpenAsService(string side)
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder(_databases[side].ConnectionString)
        {
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        connection.Execute($"execute as user = N'{side}_service'");
        return connection;
    }

    public void Dispose() => _databases.Values.ToList().ForEach(d => d.Dispose());

    // In the order of docs/operations.md: logins, migration, grants.
    private void Deploy(string side)
    {
        Run(side, "logins.sql");
        new SchemaMigration(side, SqlDialect.SqlServer, _databases[side].ConnectionString).Apply();
        Run(side, "grants.sql");
    }

    private void Run(string side, string script)
    {
        using var owner = OpenAsOwner(side);
        foreach (var batch in DeploymentScript.Batches(Path.Combine(Repository.Root, "deploy", "sqlserver", script),
            side, NameOf(side)))
        {
            owner.Execute(batch);
        }
    }

    // Tried with a user of its own: that our scripts fail is never a reason to skip.
    private static string? WhyUsersCannotBeTried(SqlServerDatabase database)
    {
        try
        {
            using var owner = database.Open();
            owner.Execute("create user probe without login; deny delete to probe");
            owner.Execute("execute as user = N'probe'; revert; drop user probe");
            return null;
        }
        catch (SqlException failure)
        {
            return failure.Message;
        }
    }
}
