using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The access tokens in force, and the people who sign in at an identity provider. Their files are looked at
/// on every request, so that a revocation counts at once.</summary>
public sealed partial class AccessTokens
{
    // So that a file that could not be read is tried again,
    // although a repair of its mode changes neither time nor length.
    private static readonly AccessStamp NeverTheStamp = new(("", DateTime.MaxValue, -1), default);

    // Whoever sends anything that looks like a token has the files looked at, and is not to fill the log.
    private static readonly TimeSpan SaidOften = TimeSpan.FromMinutes(1);

    private readonly AccessFiles _files;
    private readonly TimeProvider _clock;
    private readonly ILogger<AccessTokens> _logger;
    private readonly Lock _loading = new();
    private volatile Loaded _loaded;
    private (string Fault, long At)? _said;

    /// <param name="files">Where who may come in stands.</param>
    /// <param name="clock">What says whether a line still counts.</param>
    /// <param name="logger">Where a refused line is told.</param>
    /// <exception cref="InvalidDataException">A file is there but cannot be read as one.</exception>
    public AccessTokens(AccessFiles files, TimeProvider clock, ILogger<AccessTokens> logger)
    {
        (_files, _clock, _logger) = (files, clock, logger);
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
        if (_files.Stamp() == _loaded.Stamp)
        {
            return _loaded.File;
        }

        lock (_loading)
        {
            if (_files.Stamp() != _loaded.Stamp)
            {
                try
                {
                    _loaded = Load();
                    _said = null;
                }
                catch (Exception fault) when (fault is InvalidDataException or IOException
                    or UnauthorizedAccessException)
                {
                    // Fails closed: a file that cannot be read may be one that revokes somebody.
                    _loaded = new(NeverTheStamp, AccessFile.None);
                    Say(fault);
                }
            }

            return _loaded.File;
        }
    }

    private Loaded Load()
    {
        var stamp = _files.Stamp();
        var file = _files.Read(stamp);
        var tokens = file.Lines.Count(l => l.Subject is null); // the first of the lines
        var places = file.Lines.Select((line, place) => (line, place)).ToDictionary(
            l => l.line, l => l.place, (IEqualityComparer<AccessToken>)ReferenceEqualityComparer.Instance);
        foreach (var (line, reason) in file.Refused)
        {
            var (path, number) = line.Subject is null
                ? (_files.Tokens, places[line] + 1)
                : (_files.People!, places[line] - tokens + 1);
            Log.Refused(_logger, number, path, reason.Zh, reason.En);
        }

        Log.InForce(_logger, file.Usable.Count, _files.Tokens);
        return new(stamp, file);
    }

    private void Say(Exception fault)
    {
        if (_said is not { } said || said.Fault != fault.Message || _clock.GetElapsedTime(said.At) >= SaidOften)
        {
            _said = (fault.Message, _clock.GetTimestamp());
            Log.Unreadable(_logger, fault, _files.People is { } people
                && fault.Message.Contains(people, StringComparison.Ordinal) ? people : _files.Tokens);
        }
    }

    private sealed record Loaded(AccessStamp Stamp, AccessFile File);

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
