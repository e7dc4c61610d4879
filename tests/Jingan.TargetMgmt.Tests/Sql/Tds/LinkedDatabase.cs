using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Sql.Tds;

/// <summary>The evaluator's database at the other end of a wire that a test may cut.</summary>
internal sealed class LinkedDatabase : IDisposable
{
    /// <summary>Settings for a server that does not answer.</summary>
    public const string Short = "Connect Timeout=2";

    private readonly string _folder = Directory.CreateTempSubdirectory("jingan-").FullName;
    private readonly IDisposable _server;

    private LinkedDatabase(
        IDisposable server, TcpProxy proxy, SqlConnectionStringBuilder connectionString, bool migrates)
    {
        (_server, Proxy, ConnectionString) = (server, proxy, connectionString.ConnectionString);
        Db = new(
            new()
            {
                Engine = SqlDialect.SqlServer.Name,
                ConnectionString = ConnectionString,
                MigrateOnStart = migrates,
            }, new LogOptions().WithDefaults("side", _folder),
            new FakeTimeProvider(new(2018, 7, 1, 1, 2, 3, TimeSpan.Zero)), NullLoggerFactory.Instance);
        Db.Start(mayCreateKeys: true);
        Assert.Null(Db.Log.Doubt);
    }

    public EvaluationDb Db { get; }

    public TcpProxy Proxy { get; }

    public string ConnectionString { get; }

    /// <summary>What the server was asked; null where it is a SQL Server.</summary>
    public TdsServer? Twin => _server as TdsServer;

    /// <param name="settings">What the connection string says besides, such as a small pool.</param>
    public static LinkedDatabase Of(SqlDialect? engine, string settings = "") =>
        engine == SqlDialect.SqlServer ? OnSqlServer(settings) : OnTwin(settings);

    /// <summary>Closes the idle connections of this database's pool; other tests have theirs.</summary>
    public void ClearPool()
    {
        using var any = (SqlConnection)SqlDialect.SqlServer.CreateConnection(ConnectionString);
        SqlConnection.ClearPool(any);
    }

    public void Dispose()
    {
        Db.Dispose();
        Proxy.Dispose();
        ClearPool();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static LinkedDatabase OnTwin(string settings)
    {
        var server = new TdsServer(EvaluationDb.Name);
        var proxy = new TcpProxy("127.0.0.1", server.Port);
        return new(server, proxy, new($"{TdsServer.ConnectionString(proxy.Port)};{settings}"), migrates: false);
    }

    // The proxy has another name than the certificate.
    private static LinkedDatabase OnSqlServer(string settings)
    {
        var server = new SqlServerDatabase(EvaluationDb.Name);
        var to = new SqlConnectionStringBuilder($"{server.ConnectionString};{settings}");
        string[] address =
        [
            .. to.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(','), "1433",
        ];
        var proxy = new TcpProxy(address[0], int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture));
        (to.DataSource, to.TrustServerCertificate) = ($"127.0.0.1,{proxy.Port}", true);
        return new(server, proxy, to, migrates: true);
    }
}
