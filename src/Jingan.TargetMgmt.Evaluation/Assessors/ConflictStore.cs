using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>A conflict of interest 利益冲突, declared or ended.</summary>
/// <param name="Index">Its position in the evaluation log.</param>
/// <param name="Kid">The key it was declared with.</param>
/// <param name="Person">Whom it binds, see <see cref="Assessor.Person"/>.</param>
/// <param name="Unit">Whose targets the person does not rate.</param>
/// <param name="Reason">Why, or why no longer.</param>
/// <param name="Ended">True for the entry that ends it.</param>
internal sealed record Conflict(long Index, string Kid, string Person, UnitCode Unit, string Reason, bool Ended);

/// <summary>The SQL of conflicts of interest.</summary>
internal sealed class ConflictStore(EvaluationDb db)
{
    private const string ListSql = """
        select log_index as LogIndex, kid as Kid, person as Person, unit as Unit, reason as Reason, ended as Ended
        from (select c.*, row_number() over (order by log_index) as row_no from assessor_conflict c
            where log_index > @after) page
        where row_no <= @take
        order by log_index
        """;

    /// <summary>Declarations and ends in log order.</summary>
    public async Task<IReadOnlyList<Conflict>> ListAsync(long after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            ListSql, new { after, take }, cancellationToken: ct))).Select(r => r.ToConflict())];
    }

    private const string NewestSql = """
        select c.log_index as LogIndex, c.kid as Kid, c.person as Person, c.unit as Unit,
            c.reason as Reason, c.ended as Ended
        from assessor_conflict c
        where c.person = @person
          and c.log_index = (select max(n.log_index) from assessor_conflict n where n.person = c.person
              and n.unit = c.unit)
        """;

    /// <summary>What counts for a person: the newest entry about each unit.</summary>
    public async Task<IReadOnlyList<Conflict>> NewestAsync(string person, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            NewestSql, new { person }, cancellationToken: ct))).Select(r => r.ToConflict())];
    }

    // Holds only if nothing else was said about the person in between, and the key that signs still counts.
    private const string AddSql = """
        insert into assessor_conflict (log_index, person, unit, ended, kid, reason)
        select @logIndex, @person, @unit, @ended, @kid, @reason
        where (select count(*) from assessor_conflict where person = @person) = @conflicts
          and not exists (select 1 from assessor_revocation where kid = @signer)
          and not exists (select 1 from assessor_replacement where kid = @signer)
        """;

    /// <summary>The commit unit that stores what is said about a person's conflicts of interest. It conflicts when
    /// another entry about the person came in between, or the key that signed stopped counting.</summary>
    /// <param name="person">Whom it is about.</param>
    public static CommitUnit ToCommit(ConflictEntry entry, Signer person, string signer) => new(
        LogEntry.ToBytes(entry, EvaluationEntries.Format.ConflictEntry),
        [new(AddSql, new
        {
            person = person.Person, unit = entry.Unit.Value, ended = entry.Ended ? 1L : 0L, kid = entry.Kid,
            reason = entry.Reason, conflicts = person.Conflicts, signer,
        })]);

    private sealed record Row(long LogIndex, string Kid, string Person, string Unit, string Reason, long Ended)
    {
        public Conflict ToConflict() => new(LogIndex, Kid, Person, new(Unit), Reason, Ended == 1);
    }
}
