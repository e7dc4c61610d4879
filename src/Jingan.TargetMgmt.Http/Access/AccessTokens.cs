using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The access tokens in force. The file is looked at on every request,
/// so that a revocation counts at once.</summary>
public sealed partial class AccessTokens
{
    // So that a file that could not be read is tried again,
    // although a repair of its mode changes neither time nor length.
    private static readonly (DateTime, long) NeverTheStamp = (DateTime.MaxValue, -1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly ILogger<AccessTokens> _logger;
    private readonly Lock _loading = new();
    private volatile Loaded _loaded;

    /// <exception cref="InvalidDataException">The file is there but cannot be read as one.</exception>
    public AccessTokens(string path, TimeProvider clock, ILogger<AccessTokens> logger)
    {
        (_path, _clock, _logger) = (path, clock, logger);
        _loaded = Load();
    }

    /// <summary>The caller a bearer token stands for; null when it is unknown, expired or refused.</summary>
    public Caller? Find(string secret) => Find(secret, Current());

    /// <summary>The caller a bearer token stands for in a file that was read before; null when the token is unknown,
    /// expired or refused.</summary>
    public Caller? Find(string secret, AccessFile file) =>
        CallerOf(file.FindHash(AccessToken.HashOf(secret)));

    /// <summary>The caller that a token stands for, by what the logs call it; null when it is unknown, expired or
    /// refused.</summary>
    public Caller? FindFingerprint(string fingerprint, AccessFile file) => CallerOf(file.Find(fingerprint));

    private Caller? CallerOf(AccessToken? token) =>
        token is not null && UtcText.TryParse(token.Expires, out var expires) && _clock.GetUtcNow() < expires
            ? new(token.Name, token.Role, token.Unit is null ? null : new UnitCode(token.Unit), token.Fingerprint,
                token.Expires, token.Signs == true)
            : null;

    /// <summary>When a token that is known counted last; null when it is unknown, or counts.
    /// Only who has the token learns it.</summary>
    public string? ExpiredOn(string secret, AccessFile file) =>
        file.FindHash(AccessToken.HashOf(secret)) is { } token && UtcText.TryParse(token.Expires, out var expires)
        && expires <= _clock.GetUtcNow() ? token.Expires : null;

    /// <summary>The file as it is now.</summary>
    public AccessFile Current()
    {
        if (Stamp() == _loaded.Stamp)
        {
            return _loaded.File;
        }

        lock (_loading)
        {
            if (Stamp() != _loaded.Stamp)
            {
                try
                {
                    _loaded = Load();
                }
                catch (Exception fault) when (fault is InvalidDataException or IOException
                    or UnauthorizedAccessException)
                {
                    // Fails closed: a file that cannot be read may be one that revokes somebody.
                    _loaded = new(NeverTheStamp, AccessFile.None);
                    Log.Unreadable(_logger, fault, _path);
                }
            }

            return _loaded.File;
        }
    }

    private Loaded Load()
    {
        var stamp = Stamp();
        var lines = AccessTokenFile.Read(_path);
        var (usable, refused) = AccessTokenFile.Sort(lines);
        foreach (var (token, reason) in refused)
        {
            Log.Refused(_logger, token.Name, reason.Zh, reason.En);
        }

        Log.InForce(_logger, usable.Count, _path);
        return new(stamp, new(lines, usable, isThere: stamp != default));
    }

    private (DateTime, long) Stamp()
    {
        var file = new FileInfo(_path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private sealed record Loaded((DateTime, long) Stamp, AccessFile File);

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "{Count} access tokens in force from {Path}.")]
        public static partial void InForce(ILogger logger, int count, string path);

        [LoggerMessage(3102, LogLevel.Error, "Access token of {Name} refused: {Zh} / {En}.")]
        public static partial void Refused(ILogger logger, string name, string zh, string en);

        [LoggerMessage(3103, LogLevel.Critical, "{Path} cannot be read; nobody is let in until it can.")]
        public static partial void Unreadable(ILogger logger, Exception fault, string path);
    }
}
