namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The files of who may come in. A line of one is held against those of both, whoever reads them.</summary>
/// <param name="Tokens">The access-token file.</param>
/// <param name="People">The file of people; null where there is no identity provider.</param>
/// <param name="Authority">The identity provider.</param>
public sealed record AccessFiles(string Tokens, string? People = null, string Authority = "")
{
    /// <summary>Those of a storage directory.</summary>
    public static AccessFiles In(string folder, string authority) => new(
        Path.Combine(folder, AccessTokenFile.FileName),
        authority.Length > 0 ? Path.Combine(folder, AccessPeopleFile.FileName) : null, authority);

    /// <summary>What they say now.</summary>
    /// <exception cref="InvalidDataException">One of them is there and is no such file.</exception>
    public AccessFile Read() => Read(Stamp());

    /// <param name="stamp">As it was before: what is written meanwhile is another content then.</param>
    internal AccessFile Read(AccessStamp stamp) => new(
        AccessTokenFile.Read(Tokens), stamp.Tokens != default,
        People is null ? [] : [.. AccessPeopleFile.Read(People).Select(p => p.ToAccess(Authority))],
        People is null || stamp.People != default);

    internal AccessStamp Stamp() => new(
        AccessLines.StampOf(Tokens), People is null ? default : AccessLines.StampOf(People));
}

/// <summary>What tells one content of the files from another.</summary>
internal sealed record AccessStamp((string, DateTime, long) Tokens, (string, DateTime, long) People);
