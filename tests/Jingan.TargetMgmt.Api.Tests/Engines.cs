using System.Data.Common;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The service as it starts when nothing is configured: two SQLite files. The first start of all loads the
/// seeds; every other finds a copy of what that left.</summary>
public sealed class SqliteFactory : ServiceFactory
{
    private static readonly Lazy<StartedFolder> Started = new(() => new("", into => new SqliteFactory(into)));

    private readonly string? _keptIn;

    public SqliteFactory() => Started.Value.CopyTo(Folder);

    private SqliteFactory(string keptIn) => _keptIn = keptIn;

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override DbConnection OpenDatabase(string side)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, $"{side}.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    protected override void DisposeDatabases() => StartedFolder.Keep(Folder, _keptIn);
}

/// <summary>The same service on SQL Server. Where there is none, making it skips the test.</summary>
public sealed class SqlServerFactory : ServiceFactory
{
    private readonly SqlServerDatabase _government = new("government");
    private readonly SqlServerDatabase _evaluation = new("evaluation");

    public override SqlDialect Dialect => SqlDialect.SqlServer;

    public override DbConnection OpenDatabase(string side) => (side == "government" ? _government : _evaluation).Open();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Database:MigrateOnStart", "true"); // the databases are empty, and the login made them
        foreach (var (side, database) in (IEnumerable<(string, SqlServerDatabase)>)[("Government", _government),
            ("Evaluation", _evaluation)])
        {
            // an entry at a moment of its own would shift the indexes that tests count on
            builder.UseSetting($"{side}:Log:LedgerDigestEvery", "0");
            builder.UseSetting($"{side}:Database:Engine", Dialect.Name);
            builder.UseSetting($"{side}:Database:ConnectionString", database.ConnectionString);
        }
    }

    protected override void DisposeDatabases()
    {
        _government.Dispose();
        _evaluation.Dispose();
    }
}

/// <summary>One service for all tests of a class. It is made by the first of them:
/// what skips a test would fail the class here.</summary>
public sealed class SharedSqlServerFactory : IDisposable
{
    private SqlServerFactory? _service;

    public ServiceFactory Service => _service ??= new();

    public void Dispose() => _service?.Dispose();
}
