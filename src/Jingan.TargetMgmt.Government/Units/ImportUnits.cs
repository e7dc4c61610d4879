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
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Units;

/// <summary>POST /units/import: the office adds many units or gives them new versions, all or nothing, from a table or
/// a JSON array.</summary>
internal static class ImportUnits
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["部门"] = "department", ["街道"] = "subdistrict", ["镇"] = "subdistrict", ["街镇"] = "subdistrict",
    };

    public static readonly ImportForm Form = new(
        "code",
        new("请用模板：下载 /api/v1/units.csv，改后再传",
            "use the template: download /api/v1/units.csv, change it and send it"),
        ImportColumn.Required("code", CellReading.OfCode, "单位代码", "代码"),
        ImportColumn.Required("name", CellReading.OfText, "单位名称", "名称"),
        ImportColumn.Required("kind", cell => CellReading.OfListed(cell, Kinds), "单位类别", "类别"),
        ImportColumn.Of("onePersonSigns", CellReading.OfFlag, "一人填报并签发"));

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/units/import", Handle)
            .WithName(nameof(ImportUnits))
            .WithSummary(
                "Add many units or change them, all or nothing; the answer says row by row what becomes of it.")
            .TakesRows<Unit>(TableReader.MediaTypes)
            .Produces<ImportResponse>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office);

    private static async Task<IResult> Handle(
        HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units,
        IValidator<PutUnit.Request> validator)
    {
        var (file, refusal) = ImportBody.Of<Unit>(http, Form);
        return file is null
            ? refusal!
            : await marker.WriteAsync(http, ct => PrepareAsync(file, http, db, units, validator, ct));
    }

    private static async Task<PreparedWrite> PrepareAsync(
        ImportFile<Unit> file, HttpContext http, GovernmentDb db, UnitStore units,
        IValidator<PutUnit.Request> validator, CancellationToken ct)
    {
        var rows = file.Rows;
        var repeated = ImportCheck.Repeated(rows, u => u.Code);
        if (ImportCheck.Refusal(rows, u => (IEnumerable<(string, string)>)
            [
                .. validator.Validate(new PutUnit.Request(u.Name, u.Kind)).ToErrors(),
                .. repeated.Contains(u.Code) ? [("/code", ImportCheck.Twice.Current)] : Array.Empty<(string, string)>(),
            ]) is { } rejected)
        {
            return rejected;
        }

        var stored = (await units.AllAsync(ct)).ToDictionary(u => u.Unit.Code);
        var (now, caller) = (db.Clock.GetUtcNow(), Caller.Of(http));
        List<ImportRowOutcome> outcomes = [];
        List<(Unit Unit, long Version)> changes = [];
        foreach (var row in rows)
        {
            var unit = (row.Item! with { Name = row.Item!.Name.Trim() }).Plain();
            var isKnown = stored.TryGetValue(unit.Code, out var known);
            var isUnchanged = isKnown && known.Unit == unit;
            outcomes.Add(new(
                row.Row, unit.Code.Value, isUnchanged ? "unchanged" : isKnown ? "changed" : "created", []));
            if (!isUnchanged)
            {
                changes.Add((unit, isKnown ? known.Version + 1 : 1));
            }
        }

        var answer = file.ToResponse(outcomes);
        return changes.Count == 0
            ? PreparedWrite.Repeat(answer, await db.ReadReceiptAsync(rows.Max(r => stored[r.Item!.Code].LogIndex), ct))
            : PreparedWrite.Write(
                StatusCodes.Status201Created, answer, "/api/v1/units",
                [.. changes.Select((c, i) => UnitStore.ToCommit(
                    c.Unit, c.Version, UtcText.Format(now), caller.Name, i == 0 ? ShanghaiDate.Of(now) : null))]);
    }
}
