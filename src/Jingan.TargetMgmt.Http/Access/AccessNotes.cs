using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>What the service log says of access: sign-ins that failed, who was refused, and who read what is under
/// embargo. Counted, a line a minute for each kind at most; never a token, and no name: a fingerprint names who it was
/// to whoever may read the access on record.</summary>
public sealed partial class AccessNotes : IDisposable
{
    private const int MostKinds = 64;

    // Of a fingerprint, as jtm access list shows it.
    private const int MarkLength = 12;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly object NoAttempt = new();

    private readonly TimeProvider _clock;
    private readonly ILogger<AccessNotes> _logger;
    private readonly Meter _meter;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Caller, string Route), long> _reads = [];
    private readonly Dictionary<(string Caller, string Route, int Answer), long> _refused = [];
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
    public void ReadUnderEmbargo(HttpContext http) => Count(_reads, (MarkOf(http), RouteOf(http)), ("…", "…"));

    /// <summary>Says that a refusal of this request is no attempt at anything: whoever verifies a log asks for all of
    /// it, and is told which parts are sealed for everybody as yet.</summary>
    public static void AsksHonestly(HttpContext http) => http.Items[NoAttempt] = true;

    /// <summary>Middleware behind authentication: notes who was refused what is not his (403), and who asked too often
    /// (429).</summary>
    public async Task Watch(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.StatusCode is var answer and (StatusCodes.Status403Forbidden
            or StatusCodes.Status429TooManyRequests)
            && !(answer == StatusCodes.Status403Forbidden && http.Items.ContainsKey(NoAttempt)))
        {
            Count(_refused, (MarkOf(http), RouteOf(http), answer), ("…", "…", answer));
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _meter.Dispose();
        Write();
    }

    // Beyond so many kinds in a minute nobody is told apart any more.
    private void Count<TKind>(Dictionary<TKind, long> counts, TKind kind, TKind others)
        where TKind : notnull
    {
        lock (_lock)
        {
            kind = counts.ContainsKey(kind) || counts.Count < MostKinds ? kind : others;
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            Arm();
        }
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

            foreach (var ((caller, route, answer), count) in _refused)
            {
                LogRefused(_logger, caller, answer, route, count);
            }

            _failed = default;
            _reads.Clear();
            _refused.Clear();
            _timer?.Dispose();
            _timer = null;
        }
    }

    private static string MarkOf(HttpContext http) => Caller.Of(http).Fingerprint is { Length: > 0 } fingerprint
        ? fingerprint[..Math.Min(MarkLength, fingerprint.Length)]
        : "-";

    // As it is mapped: what somebody else wrote into a path, or made up as a method, does not go into the log.
    private static string RouteOf(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint route ? $"{http.Request.Method} {route.RoutePattern.RawText}" : "?";

    [LoggerMessage(3121, LogLevel.Warning, "{Count} sign-ins failed within a minute, the last on {Route}.")]
    private static partial void LogFailed(ILogger logger, long count, string route);

    [LoggerMessage(3122, LogLevel.Information,
        "The token {Fingerprint} read what is under embargo on {Route}, {Count} times within a minute.")]
    private static partial void LogRead(ILogger logger, string fingerprint, string route, long count);

    [LoggerMessage(3123, LogLevel.Warning,
        "The token {Fingerprint} was answered {Answer} on {Route}, {Count} times within a minute.")]
    private static partial void LogRefused(
        ILogger logger, string fingerprint, int answer, string route, long count);
}
