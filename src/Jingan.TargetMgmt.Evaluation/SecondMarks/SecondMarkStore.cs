using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.SecondMarks;

/// <summary>How a sampled target stands with its second mark.</summary>
/// <param name="Rating">Log index of the rating that was marked a second time; null before.</param>
/// <param name="First">That rating's colour.</param>
/// <param name="Second">The second mark.</param>
/// <param name="SecondPerson">Who signed that.</param>
/// <param name="Index">Its log index.</param>
internal sealed record MarkedRating(long? Rating, string? First, string? Second, string? SecondPerson, long? Index)
{
    public bool IsMarked => Second is not null;

    public bool Disagree => IsMarked && First != Second;
}

/// <summary>The SQL of second marks.</summary>
internal sealed class SecondMarkStore(EvaluationDb db)
{
    private const string SampleSql = """
        select e.idx as LogIndex, e.data as Data
        from second_mark_sample s
        join log_entry e on e.idx = s.log_index
        where s.period = @period
        """;

    /// <summary>The period's sample as it was logged; null when none is drawn.</summary>
    public async Task<(long Index, SampleEntry Entry)?> FindSampleAsync(Period period, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<SampleRow>(new CommandDefinition(
            SampleSql, new { period = period.Value }, cancellationToken: ct));
        return row is null
            ? null
            : (row.LogIndex, JsonSerializer.Deserialize(row.Data, EvaluationEntries.Format.SampleEntry)!);
    }

    private const string DrawnSql = "select log_index as LogIndex from second_mark_sample where period = @period";

    /// <summary>Where the period's sample stands; no row while none is drawn.</summary>
    public static QueryResult<long> AddDrawn(QueryBatch queries, Period period) =>
        queries.Add(DrawnSql, new { period = period.Value }, (long index) => index);

    private const string FindSql = """
        select m.rating_index as Rating, f.colour as First, m.colour as Second, m.kid as SecondKid,
            m.log_index as MarkIndex
        from second_mark_target t
        left join second_mark m on m.period = t.period and m.target_id = t.target_id
        left join rating f on f.log_index = m.rating_index
        where t.period = @period and t.target_id = @target
        """;

    /// <summary>No row when the target is not in the sample. The person is still the key that signed.</summary>
    public static QueryResult<MarkedRating> AddMarked(QueryBatch queries, Period period, TargetId target) =>
        queries.Add(
        FindSql, new { period = period.Value, target = target.Value },
        (MarkedRow r) => new MarkedRating(r.Rating, r.First, r.Second, r.SecondKid, r.MarkIndex));

    private const string MarksSql = """
        select t.target_id as TargetId, t.class as Class, f.colour as First, m.colour as Second,
            m.log_index as MarkIndex, c.log_index as InForce
        from (select s.*, row_number() over (order by target_id) as row_no from second_mark_target s
              where s.period = @period and s.target_id > @after and (@target = '' or s.target_id = @target)) t
        left join second_mark m on m.period = t.period and m.target_id = t.target_id
        left join rating f on f.log_index = m.rating_index
        left join rating c on c.log_index = (select max(n.log_index) from rating n where n.period = t.period
            and n.target_id = t.target_id)
        where t.row_no <= @take
        order by t.target_id
        """;

    /// <summary>The sample with its marks, by target; none when no sample is drawn.</summary>
    public static QueryResult<MarkedTarget> AddMarks(
        QueryBatch queries, Period period, TargetId? target = null, string after = "", long take = long.MaxValue) =>
            queries.Add(
        MarksSql, new { period = period.Value, target = target?.Value ?? "", after, take },
        (MarkRow r) => r.ToTarget());

    private const string AddSampleSql =
        "insert into second_mark_sample (period, log_index) values (@period, @logIndex)";

    // Rated or not: until the sample exists every mark is sealed, so that a second one is blind.
    private const string AddTargetSql =
        "insert into second_mark_target (period, target_id, class) values (@period, @target, @class)";

    /// <summary>The commit unit that stores a period's sample.
    /// It conflicts when a sample was drawn in between.</summary>
    public static CommitUnit ToCommit(SampleEntry entry, IReadOnlyDictionary<TargetId, string> classOf)
    {
        var period = entry.Period.Value;
        return new(
            LogEntry.ToBytes(entry, EvaluationEntries.Format.SampleEntry),
            [
                new(AddSampleSql, new { period }),
                .. entry.Targets.Select(t => new Statement(AddTargetSql, new
                {
                    period, target = t.Value, @class = classOf[t],
                })),
            ]);
    }

    // Holds only if that rating is still in force, the key still counts and nothing else was said about conflicts of
    // its owner.
    private const string AddMarkSql = """
        insert into second_mark (period, target_id, rating_index, colour, kid, log_index)
        select @period, @target, @rating, @colour, @kid, @logIndex
        from second_mark_target t
        where t.period = @period and t.target_id = @target
          and (select max(log_index) from rating where period = @period and target_id = @target) = @rating
          and not exists (select 1 from assessor_revocation where kid = @kid)
          and not exists (select 1 from assessor_replacement where kid = @kid)
          and (select count(*) from assessor_conflict where person = @person) = @conflicts
        """;

    /// <summary>The commit unit that stores a second mark. It conflicts when the target was rated again or marked in
    /// between, or the signer's key or conflicts changed.</summary>
    public static CommitUnit ToCommit(SecondMarkEntry entry, Signer signer) => new(
        LogEntry.ToBytes(entry, EvaluationEntries.Format.SecondMarkEntry),
        [new(AddMarkSql, new
        {
            period = entry.Period.Value, target = entry.TargetId.Value, rating = entry.Rating, colour = entry.Colour,
            kid = signer.Kid, person = signer.Person, conflicts = signer.Conflicts,
        })]);

    private sealed record SampleRow(long LogIndex, byte[] Data);

    private sealed record MarkedRow(long? Rating, string? First, string? Second, string? SecondKid, long? MarkIndex);

    private sealed record MarkRow(
        string TargetId, string Class, string? First, string? Second, long? MarkIndex, long? InForce)
    {
        // Where the marks differ, what replaced the first of them after the second was there is the decision.
        public MarkedTarget ToTarget() =>
            new(new(TargetId), Class, First, Second, First != Second && InForce > MarkIndex ? InForce : null);
    }
}
