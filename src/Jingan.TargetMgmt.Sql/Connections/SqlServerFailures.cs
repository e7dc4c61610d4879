using System.Collections.Frozen;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Sql.Connections;

/// <summary>The failures of SQL Server that are of the moment,
/// so that the same may succeed when it is tried again.</summary>
/// <remarks>
/// The number tells only what the server has said itself. For a connection that was reset,
/// closed or refused the driver gives the number of the operating system's error on Windows (10053, 10054, 10060 …) and
/// 0 elsewhere; its severity is the same everywhere.
/// </remarks>
internal static class SqlServerFailures
{
    // The log's turn did not come in time: thrown where a write begins.
    private const int LogLocked = 50002;

    /// <summary>The severity from which on the session is over, or never came about, whoever ended it: the network,
    /// the server, an administrator.</summary>
    public const int LeavesNoSession = 20;

    // A connection that never came about may have no better number.
    private const int Unnumbered = 0;

    // Another certificate does not come by waiting: not trusted, not by a trusted root.
    private static readonly int[] Certificates = [-2146893019, -2146762487];

    /// <summary>The numbers of the errors after which the same may be tried again, whatever their severity.</summary>
    internal static readonly FrozenSet<int> Passing = FrozenSet.Create(
    [
        // The driver's own list (SqlConfigurableRetryFactory.BaselineTransientErrors), which a test compares: locks,
        // log-in, resources, the cloud's.
        1204, 1205, 1222, 233, 997, 4060, 4221, 10060, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 42108, 42109,
        49918, 49919, 49920,

        // Time-out of a command or of an opening; connections, by Windows' numbers.
        -2, 64, 121, 10053, 10054,

        // No memory for the query in time.
        8645, 8651,

        // A server that stops, starts or pauses.
        596, 921, 922, 6005, 17142, 18401,

        // A fail-over: the database is in transition, its replica not reachable or not yet what it is to become.
        952, 976, 983,

        LogLocked,
    ]);

    /// <summary>Whether what failed may be tried again.</summary>
    /// <param name="failure">Of a command or of an opening.</param>
    /// <param name="isOpening">Whether a connection was being opened: then nothing can have been done yet.</param>
    public static bool IsPassing(SqlException failure, bool isOpening = false)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return false; // of TLS
            }
        }

        return failure.Errors.Cast<SqlError>().Any(e => IsPassing(e.Number, e.Class, isOpening));
    }

    /// <summary>Whether what failed with one error may be tried again.</summary>
    /// <param name="number">The server's, the operating system's, or the driver's.</param>
    /// <param name="severity">0 to 25.</param>
    /// <param name="isOpening">See above.</param>
    internal static bool IsPassing(int number, int severity, bool isOpening) =>
        !Certificates.Contains(number)
        && (severity >= LeavesNoSession || Passing.Contains(number) || (isOpening && number == Unnumbered));
}
