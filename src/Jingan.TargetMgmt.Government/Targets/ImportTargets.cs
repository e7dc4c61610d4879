using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>POST /targets/import: the office adds many targets at once, all or nothing, from CSV or a JSON array.</summary>
internal static class ImportTargets
{
    private const int MostRows = 2_000;

    /// <param name="Row">The line of the CSV file (its header is line 1), or the element of the array counted from 1.</param>
    /// <param name="Outcome"><c>created</c>, <c>ready</c> (dry run, or held back by another row), <c>rejected</c>.</param>
    internal sealed record RowOutcome(int Row, string? Id, string Outcome, IReadOnlyList<string> Errors);

    internal sealed record Response(IReadOnlyList<RowOutcome> Rows);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/import", Handle)
            .WithName(nameof(ImportTargets))
            .WithSummary("Add many targets at once, all or nothing; the answer says row by row what is wrong.")
            .WithMetadata(new TakesMedia("targets: a JSON array, or CSV with the columns of the seeds", "application/json", TargetCsv.MediaType))
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office);

    private static async Task<IResult> Handle(HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units, TargetStore targets, IValidator<Target> validator)
    {
        var (rows, unreadable) = await ImportBody.ReadAsync(http.Request, http.RequestAborted);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (rows.Count is 0 or > MostRows)
        {
            return rows.Count == 0
                ? Problem.Invalid("", new("没有可导入的行", "has no rows"))
                : new Problem(ProblemCode.TooLarge, new($"一次最多导入 {MostRows} 行；请分批导入。", $"{MostRows} rows at most; import in parts."));
        }

        return await marker.WriteAsync(http, async ct =>
        {
            var references = (await TargetReferences.ReadAsync(units, targets, ct)).With(rows.Select(r => r.Target).OfType<Target>());
            var existing = await targets.ExistingAsync(ct);
            var repeated = rows.Where(r => r.Target is not null).GroupBy(r => r.Target!.Id).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
            var checkedRows = rows.Select(r => r with { Faults = [.. r.Faults, .. Faults(r.Target, validator, references, existing, repeated)] }).ToList();
            if (checkedRows.Any(r => r.Faults.Count > 0))
            {
                return Rejected(checkedRows);
            }

            var (now, caller) = (db.Clock.GetUtcNow(), Caller.Of(http));
            var at = UtcText.Format(now);
            var outcome = Writing.IsDryRun(http) == true ? "ready" : "created";
            return Prepared.Write(
                StatusCodes.Status201Created, new Response([.. rows.Select(r => new RowOutcome(r.Row, r.Target!.Id.Value, outcome, []))]), "/api/v1/targets",
                [.. rows.Select((r, i) => TargetCommit.Of(r.Target!, 1, at, caller.Name, i == 0 ? ShanghaiDate.Of(now) : null))]);
        });
    }

    private static List<(string Pointer, string Message)> Faults(
        Target? target, IValidator<Target> validator, TargetReferences references, IReadOnlySet<TargetId> existing, HashSet<TargetId> repeated)
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

    private static Problem Rejected(List<ImportRow> rows)
    {
        var problem = Problem.Invalid(rows.SelectMany((r, i) => r.Faults.Select(f => ($"/{i}{f.Pointer}", f.Message))));
        return new(problem.Code, problem.Detail)
        {
            Errors = problem.Errors,
            Extensions = new Dictionary<string, object?>
            {
                ["rows"] = rows.Select(r => new RowOutcome(
                    r.Row, r.Id, r.Faults.Count > 0 ? "rejected" : "ready", [.. r.Faults.Select(f => $"{f.Pointer.TrimStart('/')}：{f.Message}")])).ToList(),
            },
        };
    }
}
