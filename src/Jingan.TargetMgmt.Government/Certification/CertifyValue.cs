using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
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

namespace Jingan.TargetMgmt.Government.Certification;

/// <summary>POST /targets/{id}/certified-values: the certifying unit says what a quantity was; a correction is a new
/// revision with a reason.</summary>
internal static class CertifyValue
{
    internal sealed record Request(
        Period Period, decimal Value, DateOnly? AsOf = null, string? Note = null, string? Source = null,
        string? Reason = null);

    /// <summary>A certified value as it was taken.</summary>
    internal sealed record Response(
        TargetId TargetId, long TargetVersion, Period Period, UnitCode Unit, long Revision, decimal Value,
        DateOnly? AsOf, string? Note, string? Source, string? Reason, bool Late, string CertifiedBy,
        string CertifiedAt);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/{id}/certified-values", Handle)
            .WithName(nameof(CertifyValue))
            .WithSummary(
                "Certify what a target's quantity was in a period, as its certifying unit; a correction is a new "
                    + "revision with a reason.")
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Reporter)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        TargetId id, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker,
        TargetDocuments documents) => marker.WriteAsync(http, async ct =>
    {
        var caller = Caller.Of(http);
        var period = request.Period;
        await using var connection = await db.OpenAsync(ct);
        if (await ProgressContext.FindAsync(connection, documents, id, period, caller.Unit, ct) is not { } context)
        {
            return TargetNotFound.For(id);
        }

        // What is certified is the version that counts; who certifies from the next period on may do so already.
        var (target, unit) = (context.Counted.Target, caller.Unit!.Value);
        if (!target.IsCertifiedBy(unit) && !context.Target.Target.IsCertifiedBy(unit))
        {
            return NotCertifying.For(context.Target.Target, caller);
        }

        var now = db.Clock.GetUtcNow();
        var today = ShanghaiDate.Of(now);
        if (Refusal(request, target, context, today) is { } refusal)
        {
            return refusal;
        }

        var queries = new QueryBatch();
        var newest = CertifiedStore.AddNewest(queries, id, period);
        await db.ReadAsync(queries, ct);
        var revision = newest.Rows[0] + 1;
        if (ReasonFault(request.Reason, revision) is { } fault)
        {
            return fault;
        }

        var entry = CertifiedValueEntry.Of(
            UtcText.Format(now), caller.Name, id, context.Counted.Version, period, unit, revision,
            Measure.Normalise(request.Value), request.AsOf, ProgressFiling.Blank(request.Note),
            ProgressFiling.Blank(request.Source), ProgressFiling.Blank(request.Reason), late: context.IsClosed);
        return PreparedWrite.Write(
            StatusCodes.Status201Created, Of(entry), $"/api/v1/targets/{id}/certified-values",
            CertifiedStore.ToCommit(entry));
    });

    private static Problem? Refusal(Request request, Target target, ProgressContext context, DateOnly today) =>
        request.Period.Year != target.Year
            ? ProgressFiling.OtherYear("/period", target)
        : target.Kind != TargetKind.Quantitative
            ? Problem.Invalid("/value", new("只有定量目标填数值", "only a quantitative target takes a value"))
        : OwedRule.Refusal(target, request.Period) is { } notOwed ? notOwed
        : context.Period is not { } period ? PeriodNotFound.InBody(request.Period)

        // A data holder is later than the units: no day is too late, and what comes after the close says so.
        : PeriodWindow.Refusal(period.Period, DateOnly.MaxValue, today) is { } early ? early
        : request.AsOf is { } day && (day > today || day.Year < target.Year - 1)
            ? Problem.Invalid("/asOf", new(
                "不得晚于今天，也不得早于上一年度", "must not be in the future, nor before the year that went before"))

        : !context.IsOpened || (!context.IsClosed && period.Period.IsClosedOn(today)) ? PeriodWindow.BeingLogged()
        : null;

    private static Problem? ReasonFault(string? reason, long revision) =>
        (ProgressFiling.Blank(reason), revision) switch
        {
            (null, > 1) => Problem.Invalid("/reason", new(
                $"此前已认定（第 {revision - 1} 次）；更正须说明理由",
                $"is required: it was certified before (revision {revision - 1}), and this corrects it")),
            (not null, 1) => Problem.Invalid("/reason", new(
                "首次认定没有更正的理由", "goes with a correction; nothing was certified before")),
            _ => null,
        };

    private static Response Of(CertifiedValueEntry e) => new(
        e.TargetId, e.TargetVersion, e.Period, e.Unit, e.Revision, e.Value, e.AsOf, e.Note, e.Source, e.Reason, e.Late,
        e.Actor, e.At);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Note).Prose(1000);
            RuleFor(r => r.Source).Prose(300);
            RuleFor(r => r.Reason).Prose(1000);
        }
    }
}
