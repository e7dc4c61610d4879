using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>POST /targets/import: the office adds many targets at once, all or nothing,
/// from CSV or a JSON array.</summary>
internal static class ImportTargets
{
    private const int MostOfAText = 200;

    /// <param name="Row">The row as a spreadsheet shows it (the header is row 1, a cell with line breaks is in one
    /// row), or the element of the array counted from 1.</param>
    /// <param name="Outcome"><c>created</c>, <c>ready</c> (dry run, or held back by another row),
    /// <c>rejected</c>.</param>
    internal sealed record RowOutcome(int Row, string? Id, string Outcome, IReadOnlyList<string> Errors);

    internal sealed record Response(IReadOnlyList<RowOutcome> Rows);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/import", Handle)
            .WithName(nameof(ImportTargets))
            .WithSummary("Add many targets at once, all or nothing; the answer says row by row what is wrong.")
            .Takes<Target>("application/json", TargetCsv.MediaType)
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office);

    private static async Task<IResult> Handle(
        HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units, TargetStore targets,
        IValidator<Target> validator)
    {
        var (rows, unreadable) = ImportBody.Read(RequestBody.MediaTypeOf(http.Request), RequestBody.BytesOf(http).Span);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (rows.Count == 0)
        {
            return Problem.Invalid("", new("没有可导入的行", "has no rows"));
        }

        return await marker.WriteAsync(http, async ct =>
        {
            var references = (await TargetReferences.ReadAsync(units, targets, ct))
                .With(rows.Select(r => r.Target).OfType<Target>());
            var existing = await targets.ExistingAsync(ct);
            var repeated = rows.Where(r => r.Target is not null)
                .GroupBy(r => r.Target!.Id)
                .Where(g => g.Count() > 1)
                .Select(g => g.Key)
                .ToHashSet();
            var checkedRows = Check(rows, t => Faults(t, validator, references, existing, repeated));
            if (checkedRows.Count < rows.Count || checkedRows.Any(r => r.Faults.Count > 0))
            {
                return Rejected(checkedRows, rows.Count - checkedRows.Count);
            }

            var (now, caller) = (db.Clock.GetUtcNow(), Caller.Of(http));
            var at = UtcText.Format(now);
            var outcome = WritePipeline.IsDryRun(http) == true ? "ready" : "created";
            return PreparedWrite.Write(
                StatusCodes.Status201Created,
                new Response([.. rows.Select(r => new RowOutcome(r.Row, r.Target!.Id.Value, outcome, []))]),
                "/api/v1/targets",
                [.. rows.Select((r, i) => TargetCommit.Of(r.Target!, 1, at, caller.Name, i == 0
                    ? ShanghaiDate.Of(now)
                    : null))]);
        });
    }

    // As far as the row whose faults are enough to repair a file: what comes behind is not checked.
    private static List<ImportRow> Check(
        IReadOnlyList<ImportRow> rows, Func<Target?, List<(string Pointer, string Message)>> faultsOf)
    {
        var (read, faulty) = (new List<ImportRow>(rows.Count), 0);
        for (var i = 0; i < rows.Count && faulty < RequestLimits.MostErrors; i++)
        {
            read.Add(rows[i] with { Faults = [.. rows[i].Faults, .. faultsOf(rows[i].Target)] });
            faulty += read[^1].Faults.Count > 0 ? 1 : 0;
        }

        return read;
    }

    private static List<(string Pointer, string Message)> Faults(
        Target? target, IValidator<Target> validator, TargetReferences references, IReadOnlySet<TargetId> existing,
        HashSet<TargetId> repeated)
    {
        if (target is null)
        {
            return [];
        }

        var shape = validator.Validate(target);
        List<(string, string)> faults = [.. shape.ToErrors(), .. shape.IsValid ? references.Faults(target) : []];
        if (existing.Contains(target.Id))
        {
            faults.Add(("/id", new Text("目标已存在", "exists already").Current));
        }

        if (repeated.Contains(target.Id))
        {
            faults.Add(("/id", new Text("文件中重复", "appears twice in the file").Current));
        }

        if (target.Reason is not null)
        {
            faults.Add(("/reason", new Text("首个版本没有调整理由", "a first version has no reason").Current));
        }

        return faults;
    }

    /// <param name="rows">Those that were checked.</param>
    /// <param name="unchecked">How many were not.</param>
    private static Problem Rejected(List<ImportRow> rows, int @unchecked)
    {
        var problem = Problem.Invalid(rows.SelectMany((r, i) => r.Faults.Select(f => ($"/{i}{f.Pointer}", f.Message))));
        var told = 0;
        return new(problem.Code, problem.Detail)
        {
            Errors = problem.Errors,
            Extensions = problem.Extensions
                .Append(new("rows", rows.Where(r => r.Faults.Count > 0 || rows.Count <= RequestLimits.MostErrors)
                    .Select(Tell).ToList()))
                .Concat(@unchecked > 0 ? [new("unchecked", @unchecked)] : []).ToDictionary(),
        };

        // As many errors in all as the answer names above; every row that has some is shown.
        RowOutcome Tell(ImportRow row)
        {
            var errors = row.Faults.Take(RequestLimits.MostErrors - told)
                .Select(f => Shortened($"{f.Pointer.TrimStart('/')}：{f.Message}")!).ToList();
            told += errors.Count;
            return new(row.Row, Shortened(row.Id), row.Faults.Count > 0 ? "rejected" : "ready", errors);
        }
    }

    private static string? Shortened(string? text) => text is { Length: > MostOfAText } ? text[..MostOfAText] : text;
}
