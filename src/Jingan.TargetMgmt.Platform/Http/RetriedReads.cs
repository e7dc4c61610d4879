using System.Data.Common;
using Jingan.TargetMgmt.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Platform.Http;

/// <summary>A read that met a deadlock, a fail-over or a lost connection is done again, from its first query on: nothing it does can be done twice.</summary>
/// <remarks>Writes are not touched here: whether one was stored is for the commit queue to find out.</remarks>
public static class RetriedReads
{
    private const int Attempts = 3;

    // Doubled for each attempt. A fail-over takes longer; then the caller is told to come back (503).
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the GET requests of a group again when they fail for the moment only.</summary>
    public static TBuilder RetryReads<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder =>
        group.AddEndpointFilter(ReadAsync);

    private static async ValueTask<object?> ReadAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method))
        {
            return await next(context);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await next(context);
            }
            catch (DbException failure) when (attempt < Attempts && SqlDialect.IsTransientOnAny(failure))
            {
                var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
                await Task.Delay(FirstPause * (1 << (attempt - 1)), clock, context.HttpContext.RequestAborted);
            }
        }
    }
}
