using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>Opens a connection again after an error of the moment, four times in all. What the last attempt met is thrown as it is.</summary>
/// <remarks>The driver throws all attempts together, as an <see cref="AggregateException"/>: whoever waits for a <see cref="SqlException"/> would miss it.</remarks>
internal sealed class OpeningRetries(int[] transientNumbers) : SqlRetryLogicBaseProvider
{
    private readonly SqlRetryLogicBaseProvider _attempts = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(new()
    {
        NumberOfTries = 4,
        DeltaTime = TimeSpan.FromMilliseconds(200),
        MaxTimeInterval = TimeSpan.FromSeconds(2),
        TransientErrors = transientNumbers,
    });

    public override TResult Execute<TResult>(object sender, Func<TResult> function)
    {
        try
        {
            return _attempts.Execute(sender, function);
        }
        catch (AggregateException all)
        {
            throw Last(all);
        }
    }

    public override async Task<TResult> ExecuteAsync<TResult>(object sender, Func<Task<TResult>> function, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _attempts.ExecuteAsync(sender, function, cancellationToken);
        }
        catch (AggregateException all)
        {
            throw Last(all);
        }
    }

    public override async Task ExecuteAsync(object sender, Func<Task> function, CancellationToken cancellationToken = default)
    {
        try
        {
            await _attempts.ExecuteAsync(sender, function, cancellationToken);
        }
        catch (AggregateException all)
        {
            throw Last(all);
        }
    }

    private static Exception Last(AggregateException all) => all.Flatten().InnerExceptions[^1];
}
