using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Todo;

/// <summary>The SQL of the private addresses of calendars.</summary>
internal static class CalendarStore
{
    private const string HolderSql =
        "select c.fingerprint as Fingerprint from calendar_current c where c.key_hash = @keyHash";

    /// <summary>The fingerprint of the access token whose calendar has this key; no row when none has.</summary>
    public static QueryResult<string> AddHolder(QueryBatch queries, string keyHash) =>
        queries.Add(HolderSql, new { keyHash }, (string fingerprint) => fingerprint);

    private const string VersionSql =
        "select c.version as Version from calendar_current c where c.fingerprint = @fingerprint";

    /// <summary>How often the token's address was renewed; no row when it has none.</summary>
    public static QueryResult<long> AddVersion(QueryBatch queries, string fingerprint) =>
        queries.Add(VersionSql, new { fingerprint }, (long version) => version);

    private const string AddSql = """
        insert into calendar_current (fingerprint, version, key_hash, made_at)
        values (@fingerprint, 1, @keyHash, @madeAt)
        """;

    /// <summary>A token's first address; it conflicts when there is one.</summary>
    public static Statement ToFirst(string fingerprint, string keyHash, string madeAt) =>
        new(AddSql, new { fingerprint, keyHash, madeAt });

    private const string RenewSql = """
        update calendar_current
        set version = version + 1, key_hash = @keyHash, made_at = @madeAt
        where fingerprint = @fingerprint and version = @version
        """;

    /// <summary>Another address in the place of the one before; it conflicts when somebody else renewed it.</summary>
    public static Statement ToRenewed(string fingerprint, long version, string keyHash, string madeAt) =>
        new(RenewSql, new { fingerprint, version, keyHash, madeAt });
}
