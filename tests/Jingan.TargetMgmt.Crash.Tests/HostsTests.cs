using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Jingan.Tests.Seeds;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>Two hosts on one database are killed and replaced in turn, while every client goes on writing: to the other
/// host, what got no answer under the same Idempotency-Key.</summary>
/// <remarks><c>JTM_CRASH_KILLS</c> sets how often, <c>JTM_TEST_SEED</c> the moments.</remarks>
public abstract class HostsTests(ITestOutputHelper output) : IDisposable
{
    private const int Reporters = 64, Assessors = 2;
    private static readonly string[] Sides = ["government", "evaluation"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // disposed of last: a request may still be on its way to one that was killed
    private readonly List<ServiceProcess> _started = [];
    private readonly ServiceProcess[] _hosts = new ServiceProcess[2];
    private volatile bool _isOver;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("targetmgmt-hosts").FullName;

    /// <summary>How often, unless told.</summary>
    protected abstract int Kills { get; }

    /// <summary>A side's database, with its schema where a host does not make it.</summary>
    protected abstract (string Engine, string ConnectionString) Database(string side);

    public virtual void Dispose()
    {
        _started.ForEach(h => h.Dispose());
        Directory.Delete(Folder, recursive: true);
    }

    [Fact]
    public Task Killing_either_host_loses_no_acknowledged_write_and_stores_none_twice() => TestSeed.RunAsync(KillAsync);

    [SuppressMessage("Security", "CA5394", Justification = "Moments to kill at, not secrets.")]
    private async Task KillAsync(Random moments)
    {
        (string, string)[] settings = [.. Sides.SelectMany(Settings)];
        await Start(0, settings).BeReadyAsync();
        var clients = await Clients.MeetAsync(_hosts[0].Http, FolderOf(0), Reporters, Assessors, repeats: _ => true,
            waits: true);
        ShareSecrets();
        // a folder that never met these logs
        foreach (var side in Sides)
        {
            await AdoptAsync(side, Path.Combine(FolderOf(1), "data"));
        }

        await Start(1, settings).BeReadyAsync();

        var load = Task.WhenAll([
            .. clients.Writers.Select(async (w, i) => await KeepWritingAsync(w, i % 2)),
            .. clients.Logs.SelectMany(l => new[] { KeepWatchingAsync(l, 0), KeepWatchingAsync(l, 1) })]);
        var kills = int.TryParse(Environment.GetEnvironmentVariable("JTM_CRASH_KILLS"), CultureInfo.InvariantCulture,
            out var more) ? more : Kills;
        for (var kill = 0; kill < kills; kill++)
        {
            await GoOnAsync(clients, load);
            await Task.Delay(moments.Next(0, 700), TestContext.Current.CancellationToken);
            _hosts[kill % 2].Kill();
            await GoOnAsync(clients, load); // on the other host alone
            await Start(kill % 2, settings).BeReadyAsync(); // its check meets a log that grows
        }

        _isOver = true;
        _started.ForEach(h => h.Kill());
        await load;

        await Start(0, settings).BeReadyAsync();
        await clients.AssertContinuesAsync(_hosts[0].Http);
        await clients.AssertNothingIsLostAsync(
            _hosts[0].Http, [.. clients.Writers.SelectMany(w => w.Receipts.Where((_, i) => i % 25 == 0))], output);
    }

    /// <summary>What the operator says of a log that is new to a folder, where the engine asks.</summary>
    protected virtual Task AdoptAsync(string side, string folder) => Task.CompletedTask;

    /// <summary>What the running host says.</summary>
    protected Task<string> ReadAsync(string path) => _hosts[0].Http.GetStringAsync(path);

    // Until there are receipts that were not there before.
    private static async Task GoOnAsync(Clients clients, Task load)
    {
        var (before, start) = (clients.Answered, TimeProvider.System.GetTimestamp());
        while (clients.Answered < before + Reporters && !load.IsCompleted)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "Nothing more is acknowledged.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task KeepWritingAsync(Writer writer, int host)
    {
        for (; !_isOver; host = 1 - host)
        {
            await writer.RunAsync(_hosts[host].Http);
            await Task.Delay(20);
        }
    }

    private async Task KeepWatchingAsync(PinnedLog log, int host)
    {
        while (!_isOver)
        {
            await log.WatchAsync(_hosts[host].Http);
            await Task.Delay(20);
        }
    }

    private ServiceProcess Start(int host, (string, string)[] settings)
    {
        Directory.CreateDirectory(FolderOf(host));
        _started.Add(_hosts[host] = new(FolderOf(host), settings));
        return _hosts[host];
    }

    private string FolderOf(int host) => Path.Combine(Folder, $"host-{host}");

    // As an administrator does: the log's keys and the access tokens are the same on both hosts,
    // all else is in the database.
    private void ShareSecrets()
    {
        var (from, to) = (Path.Combine(FolderOf(0), "data"), Path.Combine(FolderOf(1), "data"));
        foreach (var file in (string[])["access-tokens.json", .. Directory.GetFiles(Path.Combine(from, "keys")),
            .. Directory.GetFiles(Path.Combine(from, "demo"))])
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, Path.Combine(from, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, file), target);
        }
    }

    private IEnumerable<(string, string)> Settings(string side)
    {
        var (engine, connectionString) = Database(side);
        return [($"{side}__Database__Engine", engine), ($"{side}__Database__ConnectionString", connectionString)];
    }
}

/// <summary>Not a way to run it: the embedded engine is for one host. But it takes turns as well,
/// so the test can be tested without a server.</summary>
public sealed class SqliteHostsTests(ITestOutputHelper output) : HostsTests(output)
{
    protected override int Kills => 1;

    protected override (string, string) Database(string side) =>
        ("sqlite", $"Data Source={Path.Combine(Folder, $"{side}.db")}");

    // As jtm adopt leaves it.
    protected override async Task AdoptAsync(string side, string folder)
    {
        var head = (await ReadAsync($"/logs/{side}/checkpoint")).Split('\n');
        var order = new JsonObject
        {
            ["size"] = long.Parse(head[1], CultureInfo.InvariantCulture), ["root"] = head[2],
            ["key"] = (await ReadAsync($"/logs/{side}/key")).Trim(), ["reason"] = "第二台主机",
        };
        await File.WriteAllTextAsync(Path.Combine(folder, $"{side}.adopt"), order.ToJsonString());
    }
}

public sealed class SqlServerHostsTests(ITestOutputHelper output) : HostsTests(output)
{
    private readonly List<SqlServerDatabase> _databases = [];

    protected override int Kills => 20;

    public override void Dispose()
    {
        base.Dispose(); // the hosts first: a database in use cannot be dropped
        _databases.ForEach(d => d.Dispose());
    }

    protected override (string, string) Database(string side)
    {
        _databases.Add(new(side));
        new SchemaMigration(side, SqlDialect.SqlServer, _databases[^1].ConnectionString).Apply();
        return ("sqlserver", _databases[^1].ConnectionString);
    }
}
