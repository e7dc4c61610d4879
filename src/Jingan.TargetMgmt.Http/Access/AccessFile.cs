namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The access-token file as it was read once, and the file of people with it.</summary>
public sealed class AccessFile
{
    /// <summary>No file, or one that cannot be read.</summary>
    public static readonly AccessFile None = new([], [], isThere: false);

    private readonly Dictionary<string, AccessToken> _byFingerprint;
    private readonly Dictionary<string, AccessToken> _bySha256;
    private readonly Dictionary<string, AccessToken> _bySubject;
    private readonly HashSet<string> _lines;

    /// <param name="lines">Every line.</param>
    /// <param name="usable">Those that may be used, see <see cref="AccessTokenFile.Sort"/>.</param>
    /// <param name="isThere">Whether there is such a file.</param>
    public AccessFile(IReadOnlyList<AccessToken> lines, IReadOnlyList<AccessToken> usable, bool isThere)
    {
        (Usable, IsThere) = (usable, isThere);
        _byFingerprint = usable.ToDictionary(t => t.Fingerprint);
        // Nobody comes in with a text that a person's line could be made from.
        _bySha256 = usable.Where(t => t.Subject is null).ToDictionary(t => t.Sha256);
        _bySubject = usable.Where(t => t.Subject is not null).ToDictionary(t => t.Subject!);
        _lines = [.. lines.Select(t => t.Fingerprint)];
    }

    public IReadOnlyList<AccessToken> Usable { get; }

    public bool IsThere { get; }

    /// <summary>Whether a line is of this token, a refused one included.</summary>
    public bool Has(string fingerprint) => _lines.Contains(fingerprint);

    /// <summary>The usable line with this fingerprint.</summary>
    public AccessToken? Find(string fingerprint) => _byFingerprint.GetValueOrDefault(fingerprint);

    /// <summary>The usable line of this token, by its hash.</summary>
    public AccessToken? FindHash(string sha256) => _bySha256.GetValueOrDefault(sha256);

    /// <summary>The usable line of this person, by what the identity provider calls it.</summary>
    public AccessToken? FindSubject(string subject) => _bySubject.GetValueOrDefault(subject);
}
