using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>What the service log says of access: sign-ins that failed, and who read what is under embargo. Counted, a
/// line a minute for each kind at most; never a token, and no name: a fingerprint names who it was to whoever may read
/// the access on record.</summary>
public sealed partial class AccessNotes : IDisposable
{
    private const int MostKinds = 64;

    // Of a fingerprint, as jtm access list shows it.
    private const int MarkLength = 12;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly ILogger<AccessNotes> _logger;
    private readonly Meter _meter;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Caller, string Route), long> _reads = [];
    private (long Count, string Route) _failed;
    private ITimer? _timer;
    private long _failures;

    public AccessNotes(TimeProvider clock, ILogger<AccessNotes> logger)
    {
        (_clock, _logger) = (clock, logger);
        _meter = new(new MeterOptions(AccessFigures.MeterName) { Scope = this });
        _meter.CreateObservableCounter("jingan.access.failures", () => Interlocked.Read(ref _failures), "{request}",
            "Requests with an access token that counts for nobody.");
    }

    /// <summary>A token came that counts for nobody.</summary>
    public void SignInFailed(HttpContext http)
    {
        Interlocked.Increment(ref _failures);
        lock (_lock)
        {
            _failed = (_failed.Count + 1, RouteOf(http));
            Arm();
        }
    }

    /// <summary>Somebody was shown ratings that are not released.</summary>
    public void ReadUnderEmbargo(HttpContext http)
    {
        var kind = (MarkOf(Caller.Of(http)), RouteOf(http));
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
        _meter.Dispose();
        Write();
    }

    private void Arm() => _timer ??= _clock.CreateTimer(_ => Write(), null, Window, Timeout.InfiniteTimeSpan);

    private void Write()
    {
        lock (_lock)
        {
            if (_failed is { Count: > 0 } failed)
            {
                LogFailed(_logger, failed.Count, failed.Route);
            }

            foreach (var ((caller, route), count) in _reads)
            {
                LogRead(_logger, caller, route, count);
            }

            _failed = default;
            _reads.Clear();
            _timer?.Dispose();
            _timer = null;
        }
    }

    private static string MarkOf(Caller caller) =>
        caller.Fingerprint[..Math.Min(MarkLength, caller.Fingerprint.Length)];

    // As it is mapped: what somebody else wrote into a path does not go into the log.
    private static string RouteOf(HttpContext http) =>
        $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "?"}";

    [LoggerMessage(3121, LogLevel.Warning, "{Count} sign-ins failed within a minute, the last on {Route}.")]
    private static partial void LogFailed(ILogger logger, long count, string route);

    [LoggerMessage(3122, LogLevel.Information,
        "The token {Fingerprint} read what is under embargo on {Route}, {Count} times within a minute.")]
    private static partial void LogRead(ILogger logger, string fingerprint, string route, long count);
}
