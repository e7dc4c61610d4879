using System.Data.Common;
using Jingan.TargetMgmt.Sql.Connections;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>A read that met a deadlock, a fail-over or a lost connection is done again, from its first query on:
/// nothing it does can be done twice.</summary>
/// <remarks>Commits are not touched here: whether one was stored is for the commit queue to find out.</remarks>
public static class RetriedReads
{
    // A fail-over takes longer; then the caller is told to come back (503).
    private const int MostAttempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the GET requests of a group again when they fail for the moment only.</summary>
    public static TBuilder RetryReads<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder =>
        group.AddEndpointFilter((context, next) => HttpMethods.IsGet(context.HttpContext.Request.Method)
            ? new(RetryAsync(() => next(context).AsTask(), context.HttpContext.RequestAborted))
            : next(context));

    /// <summary>Does what only reads again when it fails for the moment only.</summary>
    internal static async Task<T> RetryAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        for (var patience = new Patience(MostAttempts, FirstPause); ;)
        {
            try
            {
                return await read();
            }
            catch (DbException failure) when (patience.IsLeft && SqlDialect.IsTransientOnAny(failure))
            {
                await Task.Delay(patience.NextPause(), ct);
            }
        }
    }
}
