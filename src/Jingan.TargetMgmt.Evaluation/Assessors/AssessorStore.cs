using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>An assessor 评估员: a registered public key and whose it is.</summary>
internal sealed record Assessor(string Kid, Jwk PublicKey, string Name, long LogIndex);

/// <summary>The SQL of assessors.</summary>
internal sealed class AssessorStore(EvaluationDb db) : IDisposable
{
    // By the key's text, each for one caller at a time. Importing a key multiplies its point by the curve's order, which takes as long as a verification.
    private readonly ConcurrentDictionary<string, ConcurrentBag<ECDsa>> _idleKeys = [];

    private const string FindSql = """
        select kid as Kid, name as Name, public_key as PublicKey, log_index as LogIndex
        from assessor
        where kid = @kid or thumbprint = @thumbprint
        """;

    /// <summary>The assessors with this key id or this key: at most two.</summary>
    public async Task<IReadOnlyList<Assessor>> FindAsync(string kid, string thumbprint, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(FindSql, new { kid, thumbprint }, cancellationToken: ct))).Select(r => r.ToAssessor())];
    }

    private const string KeySql = "select public_key from assessor where kid = @kid";

    /// <summary>Whether the key that the JWS names is registered and has signed it.</summary>
    public async Task<bool> HaveSignedAsync(CompactJws jws, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var text = await connection.ExecuteScalarAsync<string>(new CommandDefinition(KeySql, new { kid = jws.KeyId }, cancellationToken: ct));
        if (text is null)
        {
            return false;
        }

        var idle = _idleKeys.GetOrAdd(text, _ => []);
        if (!idle.TryTake(out var key) && !ReadKey(text).TryToKey(out key))
        {
            return false;
        }

        var isSigned = jws.IsSignedBy(key);
        idle.Add(key);
        return isSigned;
    }

    private const string ListSql = """
        select kid as Kid, name as Name, public_key as PublicKey, log_index as LogIndex
        from (select a.*, row_number() over (order by kid) as row_no from assessor a where kid > @after) page
        where row_no <= @take
        order by kid
        """;

    public async Task<IReadOnlyList<Assessor>> ListAsync(string after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { after, take }, cancellationToken: ct))).Select(r => r.ToAssessor())];
    }

    private const string AddSql = """
        insert into assessor (kid, name, public_key, thumbprint, log_index)
        values (@kid, @name, @publicKey, @thumbprint, @logIndex)
        """;

    public static CommitUnit ToCommit(string kid, Jwk publicKey, string name, string at, string actor) => new(
        LogEntry.ToBytes(AssessorEntry.Of(at, actor, kid, publicKey, name), EvaluationEntries.Format.AssessorEntry),
        [new(AddSql, new { kid, name, publicKey = JsonSerializer.Serialize(publicKey, WireJson.Options), thumbprint = publicKey.Thumbprint() })]);

    public void Dispose()
    {
        foreach (var key in _idleKeys.Values.SelectMany(k => k))
        {
            key.Dispose();
        }
    }

    private static Jwk ReadKey(string text) => JsonSerializer.Deserialize<Jwk>(text, WireJson.Options)!;

    private sealed record Row(string Kid, string Name, string PublicKey, long LogIndex)
    {
        public Assessor ToAssessor() => new(Kid, ReadKey(PublicKey), Name, LogIndex);
    }
}
