using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The access tokens in force, and the people who sign in at an identity provider. Their files are looked at
/// on every request, so that a revocation counts at once.</summary>
public sealed partial class AccessTokens
{
    // So that a file that could not be read is tried again,
    // although a repair of its mode changes neither time nor length.
    private static readonly Stamps NeverTheStamp = new((DateTime.MaxValue, -1), default);

    private readonly string _path;
    private readonly string? _people;
    private readonly string _authority;
    private readonly TimeProvider _clock;
    private readonly ILogger<AccessTokens> _logger;
    private readonly Lock _loading = new();
    private volatile Loaded _loaded;

    /// <param name="path">The access-token file.</param>
    /// <param name="clock">What says whether a line still counts.</param>
    /// <param name="logger">Where a refused line is told.</param>
    /// <param name="people">The file of people; null where there is no identity provider.</param>
    /// <param name="authority">The identity provider.</param>
    /// <exception cref="InvalidDataException">A file is there but cannot be read as one.</exception>
    public AccessTokens(
        string path, TimeProvider clock, ILogger<AccessTokens> logger, string? people = null, string authority = "")
    {
        (_path, _clock, _logger, _people, _authority) = (path, clock, logger, people, authority);
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

    /// <summary>The caller that the identity provider's name of a person stands for; null when nobody here is called
    /// so, or the line is over or refused.</summary>
    public Caller? FindSubject(string subject, AccessFile file) => CallerOf(file.FindSubject(subject));

    private Caller? CallerOf(AccessToken? token) =>
        token is not null && UtcText.TryParse(token.Expires, out var expires) && _clock.GetUtcNow() < expires
            ? new(token.Name, token.Role, token.Unit is null ? null : new UnitCode(token.Unit), token.Fingerprint,
                token.Expires, token.Signs == true)
            : null;

    /// <summary>When a token that is known counted last; null when it is unknown, or counts.
    /// Only who has the token learns it.</summary>
    public string? ExpiredOn(string secret, AccessFile file) =>
        EndOf(file.FindHash(AccessToken.HashOf(secret)));

    /// <summary>When a person who is known counted last; null when nobody is called so, or the line counts.</summary>
    public string? PersonExpiredOn(string subject, AccessFile file) => EndOf(file.FindSubject(subject));

    private string? EndOf(AccessToken? line) =>
        line is not null && UtcText.TryParse(line.Expires, out var expires) && expires <= _clock.GetUtcNow()
            ? line.Expires
            : null;

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
        var tokens = AccessTokenFile.Read(_path);
        var people = _people is null ? [] : AccessPeopleFile.Read(_people).Select(p => p.ToAccess(_authority)).ToList();
        IReadOnlyList<AccessToken> lines = [.. tokens, .. people];
        var (usable, refused) = AccessTokenFile.Sort(lines);
        foreach (var (line, reason) in refused)
        {
            var (file, its) = line.Subject is null ? (_path, tokens) : (_people!, people);
            var number = its.TakeWhile(other => !ReferenceEquals(other, line)).Count() + 1;
            Log.Refused(_logger, number, file, reason.Zh, reason.En);
        }

        Log.InForce(_logger, usable.Count, _path);
        return new(stamp, new(lines, usable, isThere: stamp.Tokens != default));
    }

    private Stamps Stamp() => new(StampOf(_path), _people is null ? default : StampOf(_people));

    private static (DateTime, long) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private sealed record Stamps((DateTime, long) Tokens, (DateTime, long) People);

    private sealed record Loaded(Stamps Stamp, AccessFile File);

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "{Count} access tokens in force from {Path}.")]
        public static partial void InForce(ILogger logger, int count, string path);

        [LoggerMessage(3102, LogLevel.Error, "Line {Number} of {Path} is refused: {Zh} / {En}.")]
        public static partial void Refused(ILogger logger, int number, string path, string zh, string en);

        [LoggerMessage(3103, LogLevel.Critical, "{Path} cannot be read; nobody is let in until it can.")]
        public static partial void Unreadable(ILogger logger, Exception fault, string path);
    }
}
