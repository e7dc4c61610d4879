namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The access-token file as it was read once.</summary>
public sealed class AccessFile
{
    /// <summary>No file, or one that cannot be read.</summary>
    public static readonly AccessFile None = new([], [], isThere: false);

    private readonly Dictionary<string, AccessToken> _byFingerprint;
    private readonly Dictionary<string, AccessToken> _bySha256;
    private readonly HashSet<string> _lines;

    /// <param name="lines">Every line.</param>
    /// <param name="usable">Those that may be used, see <see cref="AccessTokenFile.Sort"/>.</param>
    /// <param name="isThere">Whether there is such a file.</param>
    public AccessFile(IReadOnlyList<AccessToken> lines, IReadOnlyList<AccessToken> usable, bool isThere)
    {
        (Usable, IsThere) = (usable, isThere);
        _byFingerprint = usable.ToDictionary(t => t.Fingerprint);
        _bySha256 = usable.ToDictionary(t => t.Sha256);
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
}
