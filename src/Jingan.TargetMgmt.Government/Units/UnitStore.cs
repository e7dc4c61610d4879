using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Units;

/// <summary>The SQL of units.</summary>
internal sealed class UnitStore(GovernmentDb db)
{
    private const string FindSql = """
        select u.code as Code, u.version as Version, u.name as Name, u.kind as Kind,
            case when s.code is null then 0 else 1 end as OnePerson, u.log_index as LogIndex
        from unit_current u
        left join unit_one_person s on s.code = u.code and s.version = u.version
        where u.code = @code
        """;

    public async Task<(Unit Unit, long Version, long LogIndex)?> FindAsync(UnitCode code, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            FindSql, new { code = code.Value }, cancellationToken: ct));
        return row is null ? null : (row.ToUnit(), row.Version, row.LogIndex);
    }

    private const string ListSql = """
        select page.code as Code, page.version as Version, page.name as Name, page.kind as Kind,
            case when s.code is null then 0 else 1 end as OnePerson, page.log_index as LogIndex
        from (select u.*, row_number() over (order by code) as row_no from unit_current u where code > @after) page
        left join unit_one_person s on s.code = page.code and s.version = page.version
        where page.row_no <= @take
        order by page.code
        """;

    public async Task<IReadOnlyList<Unit>> ListAsync(string after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            ListSql, new { after, take }, cancellationToken: ct))).Select(r => r.ToUnit())];
    }

    private const string AllSql = """
        select u.code as Code, u.version as Version, u.name as Name, u.kind as Kind,
            case when s.code is null then 0 else 1 end as OnePerson, u.log_index as LogIndex
        from unit_current u
        left join unit_one_person s on s.code = u.code and s.version = u.version
        order by u.code
        """;

    /// <summary>Every unit by code, with its version and where that stands in the log.</summary>
    public async Task<IReadOnlyList<(Unit Unit, long Version, long LogIndex)>> AllAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(AllSql, cancellationToken: ct)))
            .Select(r => (r.ToUnit(), r.Version, r.LogIndex))];
    }

    private const string CodesSql = "select code from unit_current";

    public async Task<IReadOnlySet<UnitCode>> CodesAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(CodesSql, cancellationToken: ct)))
            .Select(c => new UnitCode(c)).ToHashSet();
    }

    private const string AddVersionSql = """
        insert into unit_version (code, version, name, kind, log_index)
        values (@code, @version, @name, @kind, @logIndex)
        """;

    private const string AddVersionInTurnSql = """
        insert into unit_version (code, version, name, kind, log_index)
        select @code, @version, @name, @kind, @logIndex
        """ + PeriodMarkStore.WhereNothingIsDue;

    private const string AddCurrentSql = """
        insert into unit_current (code, version, name, kind, log_index)
        values (@code, @version, @name, @kind, @logIndex)
        """;

    private const string ReplaceCurrentSql = """
        update unit_current
        set version = @version, name = @name, kind = @kind, log_index = @logIndex
        where code = @code and version = @version - 1
        """;

    private const string AddOnePersonSql = """
        insert into unit_one_person (code, version, log_index)
        values (@code, @version, @logIndex)
        """;

    /// <summary>The unit's next version; it conflicts when somebody else wrote that version,
    /// or a period's opening or close has to go before it.</summary>
    /// <param name="today">The day of the write; null for seeds.</param>
    public static CommitUnit ToCommit(Unit unit, long version, string at, string actor, DateOnly? today = null)
    {
        var row = new { code = unit.Code.Value, version, name = unit.Name, kind = DbText.Of(unit.Kind) };
        return new(
            LogEntry.ToBytes(UnitEntry.Of(at, actor, version, unit), GovernmentEntries.Format.UnitEntry),
            [
                today is { } day
                    ? new(AddVersionInTurnSql, new { row.code, version, row.name, row.kind, today = DbText.Of(day) })
                    : new(AddVersionSql, row),
                new(version == 1 ? AddCurrentSql : ReplaceCurrentSql, row),
                .. unit.OnePersonSigns == true ? [Signing(unit.Code, version)] : Array.Empty<Statement>(),
            ]);
    }

    private static Statement Signing(UnitCode unit, long version) =>
        new(AddOnePersonSql, new { code = unit.Value, version });

    private sealed record Row
    {
        public required string Code { get; init; }

        public required long Version { get; init; }

        public required string Name { get; init; }

        public required string Kind { get; init; }

        public required long OnePerson { get; init; }

        public required long LogIndex { get; init; }

        public Unit ToUnit() => new(new(Code), Name, DbText.To<UnitKind>(Kind), OnePerson == 1 ? true : null);
    }
}
