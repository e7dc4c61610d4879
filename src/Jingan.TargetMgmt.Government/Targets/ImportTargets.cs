using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables.Reading;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>POST /targets/import: the office adds many targets at once, all or nothing,
/// from a table or a JSON array.</summary>
internal static class ImportTargets
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/import", Handle)
            .WithName(nameof(ImportTargets))
            .WithSummary("Add many targets at once, all or nothing; the answer says row by row what is wrong.")
            .TakesRows<Target>(TableReader.MediaTypes)
            .Produces<ImportResponse>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office);

    private static async Task<IResult> Handle(
        HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units, TargetStore targets,
        IValidator<Target> validator) =>
        await marker.WriteAsync(http, async ct =>
        {
            // A table names units as people do.
            var names = new UnitNames([.. (await units.AllAsync(ct)).Select(u => u.Unit)]);
            var (file, refusal) = ImportBody.Of<Target>(http, TargetForm.With(names));
            if (file is null)
            {
                return refusal!;
            }

            var rows = file.Rows;
            var references = (await TargetReferences.ReadAsync(units, targets, ct))
                .With(rows.Select(r => r.Item).OfType<Target>());
            var existing = await targets.ExistingAsync(ct);
            var repeated = ImportCheck.Repeated(rows, t => t.Id);
            if (ImportCheck.Refusal(
                rows, t => Faults(t, validator, references, existing, repeated)) is { } rejected)
            {
                return rejected;
            }

            var (now, caller) = (db.Clock.GetUtcNow(), Caller.Of(http));
            var at = UtcText.Format(now);
            var outcome = WritePipeline.IsDryRun(http) == true ? "ready" : "created";
            return PreparedWrite.Write(
                StatusCodes.Status201Created,
                file.ToResponse([.. rows.Select(r => new ImportRowOutcome(r.Row, r.Item!.Id.Value, outcome, []))]),
                "/api/v1/targets",
                [.. rows.Select((r, i) => TargetCommit.Of(r.Item!, 1, at, caller.Name, i == 0
                    ? ShanghaiDate.Of(now)
                    : null))]);
        });

    private static List<(string Pointer, string Message)> Faults(
        Target target, IValidator<Target> validator, TargetReferences references, IReadOnlySet<TargetId> existing,
        HashSet<TargetId> repeated)
    {
        var shape = validator.Validate(target);
        List<(string, string)> faults = [.. shape.ToErrors(), .. shape.IsValid ? references.Faults(target) : []];
        if (existing.Contains(target.Id))
        {
            faults.Add(("/id", new Text("目标已存在", "exists already").Current));
        }

        if (repeated.Contains(target.Id))
        {
            faults.Add(("/id", ImportCheck.Twice.Current));
        }

        if (target.Reason is not null)
        {
            faults.Add(("/reason", new Text("首个版本没有调整理由", "a first version has no reason").Current));
        }

        return faults;
    }
}
