using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The access-token file as it was read once, and the file of people with it: one register.</summary>
public sealed class AccessFile
{
    /// <summary>No file, or one that cannot be read.</summary>
    public static readonly AccessFile None = new([], tokensAreThere: false, [], peopleAreThere: false);

    private readonly Dictionary<string, AccessToken> _byFingerprint;
    private readonly Dictionary<string, AccessToken> _bySha256;
    private readonly Dictionary<string, AccessToken> _bySubject;
    private readonly Dictionary<string, bool> _isPersons = [];
    private readonly bool _tokensAreThere;
    private readonly bool _peopleAreThere;

    /// <param name="tokens">Every line of the access-token file.</param>
    /// <param name="tokensAreThere">Whether there is such a file.</param>
    /// <param name="people">Every line of the file of people.</param>
    /// <param name="peopleAreThere">Whether there is such a file, or none is asked for.</param>
    public AccessFile(
        IReadOnlyList<AccessToken> tokens, bool tokensAreThere, IReadOnlyList<AccessToken> people, bool peopleAreThere)
    {
        (_tokensAreThere, _peopleAreThere) = (tokensAreThere, peopleAreThere);
        Lines = [.. tokens, .. people];
        (Usable, Refused) = AccessTokenFile.Sort(Lines);
        _byFingerprint = Usable.ToDictionary(t => t.Fingerprint);
        // Nobody comes in with a text that a person's line could be made from.
        _bySha256 = Usable.Where(t => t.Subject is null).ToDictionary(t => t.Sha256);
        _bySubject = Usable.Where(t => t.Subject is not null).ToDictionary(t => t.Subject!);
        foreach (var line in Lines)
        {
            _isPersons[line.Fingerprint] = line.Subject is not null;
        }
    }

    /// <summary>Every line of both.</summary>
    public IReadOnlyList<AccessToken> Lines { get; }

    /// <summary>Those that may be used, see <see cref="AccessTokenFile.Sort"/>.</summary>
    public IReadOnlyList<AccessToken> Usable { get; }

    /// <summary>Those that may not, each with the reason.</summary>
    public IReadOnlyList<(AccessToken Token, Text Reason)> Refused { get; }

    /// <summary>Whether the files that are asked for are there: only then does a missing line say something.</summary>
    public bool IsThere => _tokensAreThere && _peopleAreThere;

    /// <summary>Whether a line is of this token, a refused one included.</summary>
    public bool Has(string fingerprint) => _isPersons.ContainsKey(fingerprint);

    /// <summary>Whether the file is there that a line which another reading had, and this one has not, would stand in.
    /// </summary>
    public bool CouldHave(string fingerprint, AccessFile other) =>
        other._isPersons[fingerprint] ? _peopleAreThere : _tokensAreThere;

    /// <summary>The usable line with this fingerprint.</summary>
    public AccessToken? Find(string fingerprint) => _byFingerprint.GetValueOrDefault(fingerprint);

    /// <summary>The usable line of this token, by its hash.</summary>
    public AccessToken? FindHash(string sha256) => _bySha256.GetValueOrDefault(sha256);

    /// <summary>The usable line of this person, by what the identity provider calls it.</summary>
    public AccessToken? FindSubject(string subject) => _bySubject.GetValueOrDefault(subject);
}
