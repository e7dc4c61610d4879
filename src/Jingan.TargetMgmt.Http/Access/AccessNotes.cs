using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>What the service log says of access: sign-ins that failed, and who read what is under embargo. Counted, a
/// line a minute for each kind at most; never a token.</summary>
public sealed partial class AccessNotes(TimeProvider clock, ILogger<AccessNotes> logger) : IDisposable
{
    private const int MostKinds = 64;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Caller, string Route), long> _reads = [];
    private (long Count, string Route) _failed;
    private ITimer? _timer;

    /// <summary>A token came that counts for nobody.</summary>
    public void SignInFailed(HttpContext http)
    {
        lock (_lock)
        {
            _failed = (_failed.Count + 1, RouteOf(http));
            Arm();
        }
    }

    /// <summary>Somebody was shown ratings that are not released.</summary>
    public void ReadUnderEmbargo(HttpContext http)
    {
        var kind = (Caller.Of(http).Name, RouteOf(http));
        lock (_lock)
        {
            // Beyond so many kinds in a minute nobody is told apart any more.
            kind = _reads.ContainsKey(kind) || _reads.Count < MostKinds ? kind : ("…", "…");
            _reads[kind] = _reads.GetValueOrDefault(kind) + 1;
            Arm();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Write();
    }

    private void Arm() => _timer ??= clock.CreateTimer(_ => Write(), null, Window, Timeout.InfiniteTimeSpan);

    private void Write()
    {
        lock (_lock)
        {
            if (_failed is { Count: > 0 } failed)
            {
                LogFailed(logger, failed.Count, failed.Route);
            }

            foreach (var ((caller, route), count) in _reads)
            {
                LogRead(logger, caller, route, count);
            }

            _failed = default;
            _reads.Clear();
            _timer?.Dispose();
            _timer = null;
        }
    }

    // As it is mapped: what somebody else wrote into a path does not go into the log.
    private static string RouteOf(HttpContext http) =>
        $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "?"}";

    [LoggerMessage(3121, LogLevel.Warning, "{Count} sign-ins failed within a minute, the last on {Route}.")]
    private static partial void LogFailed(ILogger logger, long count, string route);

    [LoggerMessage(3122, LogLevel.Information,
        "{Caller} read what is under embargo on {Route}, {Count} times within a minute.")]
    private static partial void LogRead(ILogger logger, string caller, string route, long count);
}
