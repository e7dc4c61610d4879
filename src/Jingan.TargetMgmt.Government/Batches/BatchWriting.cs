using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Drafts;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>One batch on its way into the database. It is read once, and decided on again when another write was in
/// between.</summary>
internal sealed class BatchWriting(
    HttpContext http, GovernmentDb db, TargetDocuments documents, IRatingFacts ratings, BatchOptions options)
{
    private readonly Caller _caller = Caller.Of(http);

    private (BatchFile? File, Problem? Refusal)? _read;
    private List<BatchRow> _rows = [];

    /// <summary>The reports, and what stores them.</summary>
    public async Task<PreparedWrite> PrepareReportsAsync(CancellationToken ct)
    {
        var (outcomes, refusal) = await LookAsync(ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var taken = outcomes.Where(o => o.Code is null).ToList();
        return PreparedWrite.Write(
            taken.Count == outcomes.Count ? StatusCodes.Status201Created : StatusCodes.Status207MultiStatus,
            ToResponse(outcomes), $"/api/v1/progress?period={taken[0].Period}", [.. taken.Select(o => o.Unit!)]);
    }

    /// <summary>The drafts, and what stores them.</summary>
    public async Task<PreparedRow> PrepareDraftsAsync(CancellationToken ct)
    {
        var (outcomes, refusal) = await LookAsync(ct);
        if (refusal is not null)
        {
            return new(refusal);
        }

        var response = new Drafted(ToResponse(outcomes));
        return new(
            null, [.. outcomes.Select(o => o.Draft).OfType<Statement>()],
            () => outcomes.All(o => o.Code is null)
                ? TypedResults.Ok(response)
                : TypedResults.Json(response, statusCode: StatusCodes.Status207MultiStatus));
    }

    // Drafts are nobody's fact: there is no receipt for them.
    private sealed record Drafted(
        IReadOnlyList<BatchRow> Rows, int Blank, ImportReading ReadAs, IReadOnlyList<IgnoredCell> Ignored,
        Receipt? Receipt = null)
    {
        public Drafted(BatchResponse batch)
            : this(batch.Rows, batch.Blank, batch.ReadAs, batch.Ignored)
        {
        }
    }

    /// <summary>The batch as it came, with what became of its rows marked in it; the answer itself where there is no
    /// table, or nothing to say of its rows.</summary>
    public IResult ToWorkbook(IResult answer) =>
        _read is { File: { Table: { } table } file } && _rows.Count > 0 && BatchWorkbook.Fits(table)
        && (answer is not Problem problem || problem.Code == ProblemCode.BatchRefused)
            ? BatchWorkbook.Of(file, _rows, answer)
            : answer;

    private async Task<(IReadOnlyList<BatchOutcome> Outcomes, Problem? Refusal)> LookAsync(CancellationToken ct)
    {
        var unit = _caller.Unit!.Value;
        await using var connection = await db.OpenAsync(ct);
        _read ??= await BatchBody.ReadAsync(http, connection, unit, new(documents), ct);
        if (_read is not { File: { } file })
        {
            return ([], _read.Value.Refusal);
        }

        if (file.Key is { } key && (key.Unit != unit || (options.Period is { } asked && asked != key.Period)))
        {
            return ([], OtherSheet(key.Unit, key.Period, unit));
        }

        var now = db.Clock.GetUtcNow();
        var filing = new ProgressFiling(db, connection, documents, new(ratings), _caller, now);
        var drafts = options.IsDrafts ? await ReadDraftsAsync(file, unit, ct) : [];
        var outcomes = await new BatchCheck(filing, _caller, options, file, UtcText.Format(now), drafts).LookAsync(ct);
        var refused = outcomes.Count(o => o.Code is not null);
        return refused == outcomes.Count || (refused > 0 && !options.IsRowByRow)
            ? ([], Refused(outcomes, refused))
            : (outcomes, null);
    }

    private async Task<Dictionary<(TargetId, Period), StoredDraft>> ReadDraftsAsync(
        BatchFile file, UnitCode unit, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var periods = file.Rows.Select(r => r.Item?.Period).Append(options.Period).Append(file.Key?.Period)
            .OfType<Period>().Distinct().ToList();
        var found = periods.ConvertAll(p => DraftStore.AddOfUnit(queries, unit, p));
        if (found.Count > 0)
        {
            await db.ReadAsync(queries, ct);
        }

        return found.SelectMany(f => f.Rows).ToDictionary(d => (d.TargetId, d.Period));
    }

    private Problem Refused(IReadOnlyList<BatchOutcome> outcomes, int refused)
    {
        _rows = Rows(outcomes, isHeldBack: true);
        return new(ProblemCode.BatchRefused, new(
            $"{outcomes.Count} 行中有 {refused} 行不能接受（见 rows）；请改正后重新报送，或以 mode=rows 只报送其余各行。未保存任何内容。",
            $"{refused} of {outcomes.Count} rows cannot be taken (see rows); correct them and send again, or send the "
                + "others alone with mode=rows. Nothing was stored."))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["rows"] = _rows.Where(r => r.Code is not null || _rows.Count <= RequestLimits.MostErrors).ToList(),
            },
        };
    }

    private BatchResponse ToResponse(IReadOnlyList<BatchOutcome> outcomes)
    {
        _rows = Rows(outcomes, isHeldBack: WritePipeline.IsDryRun(http) == true);
        var file = _read!.Value.File!;
        return new(_rows, file.Blank, file.ReadAs, file.Ignored);
    }

    // As many errors in all as any answer names.
    private static List<BatchRow> Rows(IReadOnlyList<BatchOutcome> outcomes, bool isHeldBack)
    {
        var (rows, told) = (new List<BatchRow>(outcomes.Count), 0);
        foreach (var outcome in outcomes)
        {
            rows.Add(outcome.ToRow(isHeldBack, RequestLimits.MostErrors - told));
            told += rows[^1].Errors.Count;
        }

        return rows;
    }

    private static Problem OtherSheet(UnitCode unit, Period period, UnitCode own) => new(
        ProblemCode.SheetMismatch, new(
            unit != own
                ? $"填报表是 {unit} 的，不是本单位 {own} 的；请下载本单位的填报表。"
                : $"填报表是 {period} 的；请去掉 period 参数，或下载该期的填报表。",
            unit != own
                ? $"The sheet is of {unit}, not of your unit {own}; get your own unit's sheet."
                : $"The sheet is of {period}; leave the parameter period out, or get the sheet of that period."))
    {
        Extensions = new Dictionary<string, object?> { ["unit"] = unit, ["period"] = period },
    };
}
