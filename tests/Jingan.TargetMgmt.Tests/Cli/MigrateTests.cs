using System.Net;
using System.Net.Sockets;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Sql;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class MigrateTests : IDisposable
{
    private const string Variable = "JTM_CONNECTION";

    private readonly Jtm _jtm = new();

    private string Connection => $"Data Source={_jtm.PathOf("side.db")};Pooling=False";

    [Fact]
    public async Task It_says_what_it_applied_and_does_nothing_twice()
    {
        await File.WriteAllTextAsync(
            _jtm.PathOf("connection"), Connection + "\n", TestContext.Current.CancellationToken);

        var first = await MigrateAsync("government", "--connection-file", _jtm.PathOf("connection"));
        var applied = Schema.Scripts("government", "sqlite").Select(s => Path.GetFileNameWithoutExtension(s.Name));
        Assert.Equal([$"government: applied {string.Join(", ", applied)}."], first.MustBe(0).Lines);
        new SchemaMigration("government", SqlDialect.Sqlite, Connection).Require();

        var second = await MigrateAsync("government", "--connection-file", _jtm.PathOf("connection"), "--json");
        Assert.Equal("""{"side":"government","applied":[]}""", second.MustBe(0).Json.ToJsonString());
    }

    [Fact]
    public async Task Another_sides_database_is_refused()
    {
        new SchemaMigration("evaluation", SqlDialect.Sqlite, Connection).Apply();
        _jtm.Environment[Variable] = Connection;

        Assert.Contains("not the database of the government side", (await MigrateAsync("government")).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Variable)]
    [InlineData("Nonsense=1", "connection string")]
    [InlineData("Data Source=/nowhere/at/all.db", "path and permissions")]
    public async Task A_connection_that_cannot_be_made_ends_in_one_line(string connection, string says)
    {
        _jtm.Environment[Variable] = connection;

        var line = Assert.Single((await MigrateAsync("evaluation")).MustBe(2).Error.TrimEnd().Split('\n'));
        Assert.Contains(says, line, StringComparison.Ordinal);
    }

    // Every attempt to open runs into its time-out; the driver throws them together, and still it must be one line.
    [Fact]
    public async Task A_server_that_takes_the_connection_and_never_answers_ends_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _jtm.Environment[Variable] =
            $"Server=127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port};User ID=service;Password=not-to-be-shown;"
            + "Connect Timeout=1";

        var line = Assert.Single((await MigrateAsync("government", "--engine", "sqlserver"))
            .MustBe(2).Error
            .TrimEnd()
            .Split('\n'));
        Assert.Contains("cannot be used", line, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", line, StringComparison.Ordinal);
    }

    public void Dispose() => _jtm.Dispose();

    private Task<Run> MigrateAsync(string side, params string[] rest) =>
        _jtm.RunAsync(["migrate", "--side", side, "--lang", "en",
            .. rest.Contains("--engine") ? rest : ["--engine", "sqlite", .. rest]]);
}
