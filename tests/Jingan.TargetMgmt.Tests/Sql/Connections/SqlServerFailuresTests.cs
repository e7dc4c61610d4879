using Jingan.TargetMgmt.Sql.Connections;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.Sql.Connections;

/// <summary>Which failures of SQL Server are tried again.</summary>
public sealed class SqlServerFailuresTests
{
    [Theory]
    [InlineData(0, 20, false, true)] // lost, on Linux
    [InlineData(0, 20, true, true)] // refused, on Linux
    [InlineData(10054, 20, false, true)] // the same on Windows
    [InlineData(53, 20, true, true)] // no such server, while its name moves
    [InlineData(596, 21, false, true)] // the session was killed by a fail-over
    [InlineData(976, 14, false, true)] // the replica is not to be reached
    [InlineData(983, 14, false, true)] // nor has a role yet
    [InlineData(6005, 14, false, true)] // shutting down
    [InlineData(1204, 19, false, true)] // no locks left
    [InlineData(1205, 13, false, true)] // deadlock
    [InlineData(-2, 11, false, true)] // time-out
    [InlineData(50002, 16, false, true)] // the log's turn did not come
    [InlineData(0, 11, true, true)] // an opening without a better number
    [InlineData(0, 11, false, false)] // a command that its caller has given up
    [InlineData(2627, 14, false, false)] // duplicate key: a conflict
    [InlineData(547, 16, false, false)] // broken reference: a bug
    [InlineData(229, 14, false, false)] // no permission
    [InlineData(18456, 14, true, false)] // wrong password
    [InlineData(1105, 17, false, false)] // disk full: by people
    [InlineData(50001, 16, false, false)] // insert-only
    [InlineData(-2146893019, 20, true, false)] // certificate
    [InlineData(-2146762487, 20, true, false)] // certificate
    public void A_failure_is_passing_by_its_severity_or_its_number(
        int number, int severity, bool isOpening, bool isPassing) =>
        Assert.Equal(isPassing, SqlServerFailures.IsPassing(number, severity, isOpening));

    [Fact]
    public void What_the_driver_takes_for_passing_is()
    {
        Assert.NotEmpty(SqlConfigurableRetryFactory.BaselineTransientErrors);
        Assert.Empty(SqlConfigurableRetryFactory.BaselineTransientErrors.Except(SqlServerFailures.Passing));
    }
}
