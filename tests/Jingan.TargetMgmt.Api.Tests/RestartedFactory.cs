using System.Data.Common;
using Jingan.TargetMgmt.Api.Tests.Interface;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The service as it is stopped and started again over the same two SQLite files;
/// between the two somebody may have had them.</summary>
public sealed class RestartedFactory : ServiceFactory
{
    private WebApplicationFactory<Program>? _running;

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override HttpClient Anonymous =>
        _running!.CreateDefaultClient(_running.ClientOptions.BaseAddress, new AnswersAsReviewed());

    /// <summary>The evaluation database; all of it, once the service is stopped.</summary>
    public string EvaluationFile => Path.Combine(Folder, "evaluation.db");

    public override Uri AddressOf(string side) => _running!.ClientOptions.BaseAddress;

    /// <summary>Starts it on a real socket.</summary>
    public void Start(bool verifyAll = false)
    {
        _running = WithWebHostBuilder(b => b.UseSetting("Evaluation:Log:VerifyAll", $"{verifyAll}")
            .UseSetting("Government:Log:VerifyAll", $"{verifyAll}"));
        _running.UseKestrel(0);
        _running.StartServer();
    }

    /// <summary>Ends it. What it holds it lets go of on a thread of its own, the databases too:
    /// the last to close one takes the WAL away.</summary>
    public async Task StopAsync()
    {
        await _running!.DisposeAsync();
        for (var attempt = 0; attempt < 3000 && OpenDatabases().Length > 0; attempt++)
        {
            await Task.Delay(20, Http.Ct);
        }

        Assert.Empty(OpenDatabases());
    }

    // The next start must not meet the last one's closing of either side.
    private string[] OpenDatabases() =>
        Directory.GetFiles(Settings.GetValueOrDefault("Storage:Directory", Folder), "*.db-wal");

    public override DbConnection OpenDatabase(string side)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, $"{side}.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
