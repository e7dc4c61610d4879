using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Jingan.TargetMgmt.Sql.Schema;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Sql.Tds;

/// <summary>Speaks SQL Server's protocol before a SQLite file, so that the driver,
/// its pool and real sockets are tested where there is no SQL Server.</summary>
/// <remarks>It shows what the driver does and what becomes of a session that ends; what T-SQL means,
/// only a server can show.</remarks>
internal sealed class TdsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("jingan-tds-").FullName;
    private readonly string _side;
    private readonly Task _accepting;

    public TdsServer(string side)
    {
        _side = side;
        using (var model = SqliteSchema.Migrated(side))
        using (var file = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            file.Open();
            model.BackupDatabase(file);
            using var wal = file.CreateCommand();
            wal.CommandText = "pragma journal_mode = wal";
            wal.ExecuteNonQuery();
        }

        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything that was asked, in its order.</summary>
    public ConcurrentQueue<TdsCall> Seen { get; } = [];

    private string File => Path.Combine(_folder, "twin.db");

    /// <summary>Without encryption, which nobody would notice is missing, and short of patience.</summary>
    public static string ConnectionString(int port) =>
        $"Server=127.0.0.1,{port};User ID=twin;Password=none;Encrypt=False;Connect Timeout=5;Application "
        + $"Name={Guid.NewGuid():N}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        Task.WhenAll([_accepting, .. _sessions]).GetAwaiter().GetResult();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _sessions.Add(Task.Run(() => ServeAsync(client)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var statements = new TdsStatements(File, _side))
        {
            client.NoDelay = true;
            await new TdsSession(client.GetStream(), statements, Seen.Enqueue).RunAsync(_stop.Token);
        }
    }
}
