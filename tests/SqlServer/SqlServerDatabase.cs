using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.SqlServer;

/// <summary>A fresh database on the test server; dropped when the test is over.</summary>
internal sealed class SqlServerDatabase : IDisposable
{
    private const int ModelInUse = 1807, DatabaseInUse = 3702; // SQL Server error numbers

    // All databases are copies of model, and model is copied by one at a time.
    private static readonly Lock Creating = new();

    private readonly string _server = TestServer.ConnectionStringOrSkip();
    private readonly string _name;
    private bool _isDropped;

    public SqlServerDatabase(string side)
    {
        _name = $"targetmgmt_test_{side}_{Guid.NewGuid():N}";
        ConnectionString = new SqlConnectionStringBuilder(_server) { InitialCatalog = _name }.ConnectionString;
        lock (Creating)
        {
            Execute($"create database [{_name}]", ModelInUse);
        }

        TrySetSnapshots();
    }

    public string ConnectionString { get; }

    public SqlConnection Open() => Open(ConnectionString);

    public void Dispose()
    {
        if (!_isDropped)
        {
            _isDropped = true;
            SqlConnection.ClearAllPools(); // an idle connection in a pool is still one
            Execute($"drop database [{_name}]", DatabaseInUse);
        }
    }

    // As deploy/sqlserver/settings.sql does. A server that does not let us is one to be tested without.
    private void TrySetSnapshots()
    {
        try
        {
            Execute($"alter database [{_name}] set allow_snapshot_isolation on; alter database "
                + $"[{_name}] set read_committed_snapshot on", ModelInUse);
        }
        catch (SqlException)
        {
            // Tests that need snapshots ask whether there are any.
        }
    }

    // The server notices a moment later that a connection has gone,
    // and test projects that run beside this one create databases too.
    private void Execute(string sql, int passing)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = Open(_server);
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is made above
                command.CommandText = sql;
#pragma warning restore CA2100
                command.CommandTimeout = 120;
                command.ExecuteNonQuery();
                return;
            }
            catch (SqlException failure) when (failure.Number == passing && attempt < 20)
            {
                Thread.Sleep(250);
            }
        }
    }

    private static SqlConnection Open(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
        connection.Open();
        return connection;
    }
}
