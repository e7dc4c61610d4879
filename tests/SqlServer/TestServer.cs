using DotNet.Testcontainers.Builders;
using Jingan.TargetMgmt.Sql.Dialects;
using Testcontainers.MsSql;

namespace Jingan.TargetMgmt.Tests.SqlServer;

/// <summary>The SQL Server that the twins of the SQLite tests run on: the one that the environment names,
/// else a container, else none.</summary>
internal static class TestServer
{
    /// <summary>Holds a connection string. Its login may create databases, and needs no other right.</summary>
    public const string Variable = "TARGETMGMT_TEST_SQLSERVER";

    // Looked for once in a run, by the first test that wants it.
    private static readonly Lazy<(string? ConnectionString, string Reason)> Found = new(Find);

    /// <summary>Where the server is. Without one the running test ends here, as skipped.</summary>
    public static string ConnectionStringOrSkip()
    {
        var (connectionString, reason) = Found.Value;
        Assert.SkipWhen(connectionString is null, reason);
        return connectionString!;
    }

    /// <summary>The engine, for a test that asks for its database later.</summary>
    public static SqlDialect DialectOrSkip()
    {
        ConnectionStringOrSkip();
        return SqlDialect.SqlServer;
    }

    // A server that is named and does not answer is not looked for elsewhere: the tests then fail.
    private static (string?, string) Find() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? (named, "") : StartContainer();

    // Testcontainers removes the container when this process is gone.
    private static (string?, string) StartContainer()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
            var container = new MsSqlBuilder("mcr.microsoft.com/mssql/server:2022-latest").Build();
            Task.Run(() => container.StartAsync(patience.Token)).GetAwaiter().GetResult();
            return (container.GetConnectionString(), "");
        }
        catch (DockerUnavailableException)
        {
            return (null, $"No SQL Server: {Variable} is not set, and no Docker engine answers.");
        }
#pragma warning disable CA1031 // whatever keeps the engine from it: no network, no memory, no such platform
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return (null,
                $"No SQL Server: {Variable} is not set, and the container did not "
                    + $"start: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }
}
