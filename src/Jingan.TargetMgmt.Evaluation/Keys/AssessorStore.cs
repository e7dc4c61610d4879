using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Keys;

/// <summary>The SQL of assessors and their keys.</summary>
internal sealed class AssessorStore(EvaluationDb db)
{
    private const string FindSql = """
        select a.kid as Kid, a.name as Name, a.public_key as PublicKey, a.log_index as LogIndex,
            o.person as Person, o.kid as Replaces,
               s.successor as Successor, s.log_index as ReplacedIndex, v.reason as Reason,
                   v.compromised_since as CompromisedSince, v.log_index as RevokedIndex,
               f.log_index as FoundingIndex
        from assessor a
        left join assessor f on f.kid = a.kid and f.log_index = (select min(m.log_index) from assessor m)
        left join assessor_replacement o on o.successor = a.kid
        left join assessor_replacement s on s.kid = a.kid
        left join assessor_revocation v on v.kid = a.kid
        where a.kid = @kid or a.thumbprint = @thumbprint
        """;

    /// <summary>The assessors with this key id or this key: at most two.</summary>
    public async Task<IReadOnlyList<Assessor>> FindAsync(string kid, string thumbprint, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            FindSql, new { kid, thumbprint }, cancellationToken: ct))).Select(r => r.ToAssessor())];
    }

    /// <summary>The assessor with this key id.</summary>
    public async Task<Assessor?> FindAsync(string kid, CancellationToken ct) =>
        (await FindAsync(kid, "", ct)).SingleOrDefault();

    private const string SignerSql = """
        select a.kid as Kid, a.public_key as PublicKey, coalesce(o.person, a.kid) as Person, s.log_index as Replaced,
            v.log_index as Revoked,
               (select cast(count(*) as bigint) from assessor_conflict c where c.person = coalesce(o.person,
                   a.kid)) as Conflicts,
               e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from assessor a
        join log_entry e on e.idx = a.log_index
        left join assessor_replacement o on o.successor = a.kid
        left join assessor_replacement s on s.kid = a.kid
        left join assessor_revocation v on v.kid = a.kid
        where a.kid = @kid
        """;

    /// <summary>How the key stands; null when it is not registered.</summary>
    /// <exception cref="DoubtException">The key is not the one that was registered;
    /// the side is read-only from here on.</exception>
    public async Task<Signer?> FindSignerAsync(string kid, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<SignerRow>(new CommandDefinition(
            SignerSql, new { kid }, cancellationToken: ct));
        try
        {
            return row?.ToSigner();
        }
        catch (DoubtException doubt)
        {
            db.Log.Raise(doubt.Reason);
            throw;
        }
    }

    /// <summary>The query of how a key stands, in a batch; no row when the key is not registered.</summary>
    public static QueryResult<Signer> AddSigner(QueryBatch queries, string kid) =>
        queries.Add(SignerSql, new { kid }, (SignerRow r) => r.ToSigner());

    private const string KeysSql = """
        select a.kid as Kid, a.public_key as PublicKey, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from assessor a
        join log_entry e on e.idx = a.log_index
        """;

    /// <summary>Every key that was ever registered.</summary>
    public static QueryResult<(string Kid, string PublicKey)> AddKeys(QueryBatch queries) =>
        queries.Add(KeysSql, new { }, (KeyRow r) => r.ToKey());

    private const string SuccessorsSql = "select successor as Kid, person as Person from assessor_replacement";

    /// <summary>The keys that replaced others, and whose they are; every other key is its person's first.</summary>
    public static QueryResult<(string Kid, string Person)> AddSuccessors(QueryBatch queries) =>
        queries.Add(SuccessorsSql, new { }, (SuccessorRow r) => (r.Kid, r.Person));

    private const string ListSql = """
        select a.kid as Kid, a.name as Name, a.public_key as PublicKey, a.log_index as LogIndex,
            o.person as Person, o.kid as Replaces,
               s.successor as Successor, s.log_index as ReplacedIndex, v.reason as Reason,
                   v.compromised_since as CompromisedSince, v.log_index as RevokedIndex,
               f.log_index as FoundingIndex
        from (select k.*, row_number() over (order by k.kid) as row_no from assessor k where k.kid > @after) a
        left join assessor f on f.kid = a.kid and f.log_index = (select min(m.log_index) from assessor m)
        left join assessor_replacement o on o.successor = a.kid
        left join assessor_replacement s on s.kid = a.kid
        left join assessor_revocation v on v.kid = a.kid
        where a.row_no <= @take
        order by a.kid
        """;

    public async Task<IReadOnlyList<Assessor>> ListAsync(string after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            ListSql, new { after, take }, cancellationToken: ct))).Select(r => r.ToAssessor())];
    }

    private const string CountSql = "select cast(count(*) as bigint) from assessor";

    /// <summary>How many keys were ever registered.</summary>
    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(CountSql, cancellationToken: ct));
    }

    // Holds only if no other key was registered in between, whose name or key id might be too like this one,
    // and the key that signs still counts.
    private const string AddSql = """
        insert into assessor (kid, name, public_key, thumbprint, log_index)
        select @kid, @name, @publicKey, @thumbprint, @logIndex
        where (select count(*) from assessor) = @known
          and not exists (select 1 from assessor_revocation where kid = @signer)
          and not exists (select 1 from assessor_replacement where kid = @signer)
        """;

    private const string AddReplacementSql = """
        insert into assessor_replacement (kid, successor, person, log_index)
        values (@kid, @successor, @person, @logIndex)
        """;

    /// <summary>The commit unit that registers a key. It conflicts when another key was registered in between,
    /// or the key that signed stopped counting.</summary>
    /// <param name="signer">The key that signed: the entry's own, of the founding one.</param>
    /// <param name="known">How many keys were registered when it was prepared.</param>
    /// <param name="person">Whose the key is that it replaces; null for a new person's.</param>
    public static CommitUnit ToCommit(AssessorEntry entry, string signer, long known, string? person = null)
    {
        var (kid, publicKey) = (entry.Kid, entry.PublicKey);
        List<Statement> statements =
        [
            new(AddSql, new
            {
                kid, name = entry.Name, publicKey = JsonSerializer.Serialize(publicKey, WireJson.Options),
                thumbprint = publicKey.Thumbprint(), signer, known,
            }),
        ];
        if (entry.Replaces is { } replaced)
        {
            statements.Add(new(AddReplacementSql, new
            {
                kid = replaced, successor = kid, person = person ?? replaced,
            }));
        }

        return new(LogEntry.ToBytes(entry, EvaluationEntries.Format.AssessorEntry), statements);
    }

    private const string RevokeSql = """
        insert into assessor_revocation (kid, reason, compromised_since, log_index)
        select @kid, @reason, @compromisedSince, @logIndex
        where not exists (select 1 from assessor_revocation where kid = @signer)
          and not exists (select 1 from assessor_replacement where kid = @signer)
        """;

    /// <summary>The commit unit that revokes a key. It conflicts when the key was revoked in between,
    /// or the key that signed stopped counting.</summary>
    public static CommitUnit ToRevocation(RevocationEntry entry, string signer) => new(
        LogEntry.ToBytes(entry, EvaluationEntries.Format.RevocationEntry),
        [new(RevokeSql, new
        {
            kid = entry.Kid, reason = entry.Reason, compromisedSince = entry.CompromisedSince, signer,
        })]);

    private const string CompromisedSql =
        "select kid as Kid, compromised_since as Since from assessor_revocation where compromised_since is not null";

    /// <summary>The revoked keys that others may have had, and since when.</summary>
    public static QueryResult<(string Kid, string Since)> AddCompromised(QueryBatch queries) =>
        queries.Add(CompromisedSql, new { }, (CompromisedRow r) => (r.Kid, r.Since));

    private sealed record SignerRow(
        string Kid, string PublicKey, string Person, long? Replaced, long? Revoked, long Conflicts, long LogIndex,
        byte[] LeafHash, byte[] Data)
    {
        public Signer ToSigner() => new(Kid, RegisteredKey.Require(Kid, PublicKey, LogIndex, LeafHash, Data), Person,
            Replaced, Revoked, Conflicts);
    }

    private sealed record KeyRow(string Kid, string PublicKey, long LogIndex, byte[] LeafHash, byte[] Data)
    {
        public (string Kid, string PublicKey) ToKey() =>
            (Kid, RegisteredKey.Require(Kid, PublicKey, LogIndex, LeafHash, Data));
    }

    private sealed record SuccessorRow(string Kid, string Person);

    private sealed record CompromisedRow(string Kid, string Since);

    private sealed record Row(
        string Kid, string Name, string PublicKey, long LogIndex, string? Person, string? Replaces, string? Successor,
        long? ReplacedIndex,
        string? Reason, string? CompromisedSince, long? RevokedIndex, long? FoundingIndex)
    {
        public Assessor ToAssessor() => new(
            Kid, JsonSerializer.Deserialize<Jwk>(PublicKey, WireJson.Options)!, Name, Person ?? Kid,
            RevokedIndex is not null ? KeyState.Revoked : ReplacedIndex is not null ? KeyState.Replaced
            : KeyState.InForce,
            LogIndex, RevokedIndex < ReplacedIndex ? RevokedIndex : ReplacedIndex ?? RevokedIndex, Replaces, Successor,
            RevokedIndex is { } index ? new(Reason!, CompromisedSince, index) : null, FoundingIndex is not null);
    }
}
