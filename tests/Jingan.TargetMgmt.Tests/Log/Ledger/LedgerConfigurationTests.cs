using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Ledger;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Tests.Log.Ledger;

public sealed class LedgerConfigurationTests
{
    [Fact]
    public void Every_hour_unless_told() => Assert.Equal(TimeSpan.FromHours(1), Read([]));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("00:00:00", 0)]
    [InlineData("00:01:00", 1)]
    [InlineData("1.00:00:00", 24 * 60)]
    [InlineData("30.00:00:00", 30 * 24 * 60)]
    public void An_interval_is_taken(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read([new("LedgerDigestEvery", text)]));

    [Theory]
    [InlineData("00:00:59")]
    [InlineData("-01:00:00")]
    [InlineData("30.00:00:01")]
    public void Anything_else_stops_the_start(string text) => Assert.Contains(
        "Government:Log:LedgerDigestEvery",
        Assert.Throws<OptionsValidationException>(() => Read([new("LedgerDigestEvery", text)])).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Where_the_engine_has_no_ledger_nothing_is_logged()
    {
        using var database = TemporaryDatabase.Government();
        using var feed = new LedgerDigestFeed(database.Db, NullLogger<LedgerDigestFeed>.Instance);
        await feed.StartAsync(TestContext.Current.CancellationToken);
        await feed.ExecuteTask!;
        await using var connection = await database.Db.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Null(await database.Db.Dialect.MakeLedgerDigestAsync(connection, TestContext.Current.CancellationToken));
    }

    // The reason for which verification fails comes first, 37392 after it. Without permission,
    // snapshots or the procedure nothing is proven.
    [Theory]
    [InlineData(true, 37368, 37392)]
    [InlineData(true, 37392)]
    [InlineData(true, 37368)]
    [InlineData(false, 37498)]
    [InlineData(false, 300, 297)]
    [InlineData(false, 2812)]
    [InlineData(false, -2)]
    public void Only_verification_that_fails_is_a_mismatch(bool expected, params int[] errors) =>
        Assert.Equal(expected, SqlServerLedger.IsMismatch(errors));

    private static TimeSpan Read(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var services = new ServiceCollection();
        services.AddOptions<LogOptions>("Government")
            .Bind(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLedgerDigestFeed<GovernmentDb>("Government");
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<LogOptions>>().Get("Government").LedgerDigestEvery;
    }
}
