using System.Data;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Sql.Connections;

/// <summary>Opens a connection again after a failure of the moment, four times in all within some seconds. What the
/// last attempt met is thrown as it is.</summary>
/// <remarks>
/// The driver's own providers know a failure by its number alone, which on Linux a lost connection does not have,
/// and throw all attempts together, so that whoever waits for a <see cref="SqlException"/> would miss it.
/// </remarks>
internal sealed class OpeningRetries : SqlRetryLogicBaseProvider
{
    public override TResult Execute<TResult>(object sender, Func<TResult> function)
    {
        for (var patience = NewPatience(); ;)
        {
            try
            {
                return function();
            }
            catch (SqlException failure) when (patience.IsLeft && SqlServerFailures.IsPassing(failure, isOpening: true))
            {
                Thread.Sleep(patience.NextPause());
            }
            catch (InvalidOperationException failure) when (IsPoolTimeout(sender))
            {
                throw new NoConnectionException(failure);
            }
        }
    }

    public override async Task<TResult> ExecuteAsync<TResult>(
        object sender, Func<Task<TResult>> function, CancellationToken cancellationToken = default)
    {
        for (var patience = NewPatience(); ;)
        {
            try
            {
                return await function();
            }
            catch (SqlException failure) when (patience.IsLeft && SqlServerFailures.IsPassing(failure, isOpening: true))
            {
                await Task.Delay(patience.NextPause(), cancellationToken);
            }
            catch (InvalidOperationException failure) when (IsPoolTimeout(sender))
            {
                throw new NoConnectionException(failure);
            }
        }
    }

    public override Task ExecuteAsync(
        object sender, Func<Task> function, CancellationToken cancellationToken = default) =>
        ExecuteAsync(sender, () => AsResult(function), cancellationToken);

    private static async Task<bool> AsResult(Func<Task> function)
    {
        await function();
        return true;
    }

    // 1.4 s of pauses in all.
    private static Patience NewPatience() => new(mostAttempts: 4, TimeSpan.FromMilliseconds(200));

    // No connection of the pool came free in time. The driver has no type of its own for it,
    // and its words are in the language of the request; but to a connection that is closed and has its string it says
    // nothing else in this way. It has waited, so it is not tried again.
    private static bool IsPoolTimeout(object sender) =>
        sender is SqlConnection { State: not ConnectionState.Open, ConnectionString.Length: > 0 };
}
