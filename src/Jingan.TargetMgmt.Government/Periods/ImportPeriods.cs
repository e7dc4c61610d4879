using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables.Reading;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>POST /periods/import: the office opens many periods or moves their dates, all or nothing, from a table
/// or a JSON array; row by row as PUT /periods/{code} would.</summary>
internal static class ImportPeriods
{
    public static readonly ImportForm Form = new(
        "code",
        new("请用模板：下载 /api/v1/periods.csv，改后再传",
            "use the template: download /api/v1/periods.csv, change it and send it"),
        ImportColumn.Required("code", CellReading.OfPeriod, "填报期", "填报期代码"),
        ImportColumn.Required("startsOn", CellReading.OfDay, "期初日"),
        ImportColumn.Required("endsOn", CellReading.OfDay, "期末日"),
        ImportColumn.Required("opensOn", CellReading.OfDay, "开放日"),
        ImportColumn.Required("dueOn", CellReading.OfDay, "截止日"),
        ImportColumn.Required("closesOn", CellReading.OfDay, "关闭日"),
        ImportColumn.Of("reason", CellReading.OfText, "理由"));

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/periods/import", Handle)
            .WithName(nameof(ImportPeriods))
            .WithSummary(
                "Open many periods or change their dates, all or nothing; the answer says row by row what becomes of "
                    + "it.")
            .TakesRows<ImportedPeriod>(TableReader.MediaTypes)
            .Produces<ImportResponse>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office);

    private static async Task<IResult> Handle(
        HttpContext http, GovernmentDb db, PeriodMarker marker, IValidator<PutPeriod.Request> validator)
    {
        var (file, refusal) = ImportBody.Of<ImportedPeriod>(http, Form);
        if (file is null)
        {
            return refusal!;
        }

        var answer = await marker.WriteAsync(http, ct => PrepareAsync(file, http, db, validator, ct));
        marker.LookAgain();
        await marker.AppendDueAsync(http.RequestAborted);
        return answer;
    }

    private static async Task<PreparedWrite> PrepareAsync(
        ImportFile<ImportedPeriod> file, HttpContext http, GovernmentDb db,
        IValidator<PutPeriod.Request> validator, CancellationToken ct)
    {
        var rows = file.Rows;
        var queries = new QueryBatch();
        var (all, everyDate, unclosed) = (PeriodStore.AddList(queries, 0), PeriodStore.AddAllDates(queries),
            PeriodMarkStore.AddUnclosed(queries));
        await db.ReadAsync(queries, ct);
        var stored = all.Rows.ToDictionary(p => p.Period.Code);
        var dates = everyDate.Rows.ToLookup(d => d.Code, d => d.Dates);
        var running = unclosed.Rows.ToDictionary(p => p.Period.Code);
        var (now, repeated) = (db.Clock.GetUtcNow(), ImportCheck.Repeated(rows, p => p.Code));
        if (ImportCheck.Refusal(rows, FaultsOf) is { } rejected)
        {
            return rejected;
        }

        var answer = file.ToResponse(
            [.. rows.Select(r => new ImportRowOutcome(r.Row, r.Item!.Code.Value, OutcomeOf(r.Item), []))]);
        var changed = rows.Select(r => r.Item!).Where(p => OutcomeOf(p) != "unchanged").ToList();
        return changed.Count == 0
            ? PreparedWrite.Repeat(answer, await db.ReadReceiptAsync(rows.Max(r => stored[r.Item!.Code].LogIndex), ct))
            : PreparedWrite.Write(
                StatusCodes.Status201Created, answer, "/api/v1/periods",
                [.. changed.Select(p => PeriodStore.ToCommit(
                    p.ToPeriod(), (stored.GetValueOrDefault(p.Code)?.Version ?? 0) + 1, UtcText.Format(now),
                    Caller.Of(http).Name, p.Reason?.Trim()))]);

        string OutcomeOf(ImportedPeriod item) => !stored.TryGetValue(item.Code, out var known) ? "created"
            : known.Period == item.ToPeriod() ? "unchanged" : "changed";

        IEnumerable<(string Pointer, string Message)> FaultsOf(ImportedPeriod item)
        {
            var shape = validator.Validate(item.ToRequest());
            var refusal = PutPeriod.Disagreement(item.Code, item.ToRequest());
            if (shape.IsValid && OutcomeOf(item) != "unchanged")
            {
                refusal ??= PeriodChange.Refusal(
                    stored.GetValueOrDefault(item.Code), running.GetValueOrDefault(item.Code), [.. dates[item.Code]],
                    item.ToPeriod(), item.Reason, ShanghaiDate.Of(now));
            }

            return
            [
                .. shape.ToErrors(),
                .. refusal?.Errors?.SelectMany(e => e.Value.Select(message => (e.Key, message)))
                    ?? (refusal is null ? [] : [("/code", refusal.Detail.Current)]),
                .. repeated.Contains(item.Code) ? [("/code", ImportCheck.Twice.Current)]
                    : Array.Empty<(string, string)>(),
            ];
        }
    }
}

/// <summary>A row of the import.</summary>
internal sealed record ImportedPeriod(
    Period Code, DateOnly StartsOn, DateOnly EndsOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn,
    string? Reason = null)
{
    public ReportingPeriod ToPeriod() => new(Code, StartsOn, EndsOn, OpensOn, DueOn, ClosesOn);

    public PutPeriod.Request ToRequest() => new(StartsOn, EndsOn, OpensOn, DueOn, ClosesOn, Code, Reason);
}
