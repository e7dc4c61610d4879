using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Extensions;

/// <summary>POST /periods/{code}/extension-requests: a unit asks the office to let it file later.</summary>
internal static class RequestExtension
{
    internal sealed record Request(string Reason, TargetId? TargetId = null, DateOnly? Until = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/periods/{code}/extension-requests", Handle)
            .WithName(nameof(RequestExtension))
            .WithSummary("Ask the district office to let your unit file later; everybody sees it and its answer.")
            .Produces<ExtensionRequest>(StatusCodes.Status201Created)
            .WrittenBy(Role.Reporter)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        Period code, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker,
        TargetStore targets) => marker.WriteAsync(http, async ct =>
    {
        var caller = Caller.Of(http);
        var unit = caller.Unit!.Value;
        var queries = new QueryBatch();
        var found = PeriodMarkStore.AddFind(queries, code);
        var open = ExtensionRequestStore.AddOpen(queries, code, unit, request.TargetId);
        var extended = ExtensionStore.AddFurthest(queries, code, unit, request.TargetId);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var period])
        {
            return PeriodNotFound.For(code);
        }

        var now = db.Clock.GetUtcNow();
        var today = ShanghaiDate.Of(now);
        if (request.Until is { } until && ExtensionRule.Refusal(until, today, period) is { } outside)
        {
            return outside;
        }

        if (request.TargetId is { } id && await RefusalAsync(id, code, caller, targets, ct) is { } notToReport)
        {
            return notToReport;
        }

        if (extended.Rows is [var furthest] && (request.Until ?? today) <= furthest)
        {
            return Problem.Invalid("/until", new(
                $"本单位已获延期至 {DbText.Of(furthest)}；如需更久，请写明更晚的日期",
                $"your unit may file until {DbText.Of(furthest)} already; name a later day if it needs more"));
        }

        if (open.Rows is [var earlier, ..])
        {
            return new Problem(ProblemCode.ExtensionRequestOpen, new(
                $"本单位就 {code} 的同一申请（政府日志第 {earlier} 条）尚待区府办答复，不必重复申请。",
                $"Your unit has asked for {code} already (government log, entry {earlier}); the district office has "
                    + "not answered yet."))
            {
                Extensions = new Dictionary<string, object?> { ["request"] = earlier, ["period"] = code },
            };
        }

        var asked = new ExtensionRequest(
            null, code, unit, request.TargetId, request.Until, request.Reason.Trim(), caller.Name, UtcText.Format(now),
            ExtensionRequestState.Open, null, []);
        return PreparedWrite.Write(
            StatusCodes.Status201Created, asked, $"/api/v1/extension-requests?period={code}&unit={unit}",
            ExtensionRequestStore.ToCommit(asked));
    });

    private static async Task<Problem?> RefusalAsync(
        TargetId id, Period code, Caller caller, TargetStore targets, CancellationToken ct) =>
        await targets.FindAsync(id, ct) is not { Target: var target } ? Problem.Invalid(
            "/targetId", new("没有此目标；清单见 GET /targets", "is no known target; see GET /targets"))
        : await TargetNotFound.HiddenAsync(target, caller, targets, ct) is { } hidden ? hidden
        : target.Year != code.Year ? Problem.Invalid(
            "/targetId", new($"该目标属于 {target.Year} 年", $"the target belongs to {target.Year}"))
        : OwedRule.Refusal(target, code);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).RequiredProse(1000);
    }
}
