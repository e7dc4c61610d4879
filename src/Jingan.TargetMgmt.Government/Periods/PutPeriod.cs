using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>PUT /periods/{code}: the office opens a reporting period, moves its dates while it is open,
/// or closes it.</summary>
internal static class PutPeriod
{
    internal sealed record Request(
        DateOnly StartsOn, DateOnly EndsOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn, Period? Code = null,
        string? Reason = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/periods/{code}", Handle)
            .WithName(nameof(PutPeriod))
            .WithSummary(
                "Open a reporting period, or change its dates by a new version, within bounds and with a reason once "
                    + "it has opened; a closed period stays as it is.")
            .Produces<ReportingPeriod>()
            .Produces<ReportingPeriod>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>();

    private static async Task<IResult> Handle(
        Period code, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker)
    {
        var answer = await marker.WriteAsync(http, ct => PrepareAsync(code, request, http, db, ct));
        marker.LookAgain();
        await marker.AppendDueAsync(http.RequestAborted); // closing early ends the window now
        return answer;
    }

    private static async Task<PreparedWrite> PrepareAsync(
        Period code, Request request, HttpContext http, GovernmentDb db, CancellationToken ct)
    {
        var period = new ReportingPeriod(code, request.StartsOn, request.EndsOn, request.OpensOn, request.DueOn,
            request.ClosesOn);
        if (Disagreement(code, request) is { } refusal)
        {
            return refusal;
        }

        var queries = new QueryBatch();
        var found = PeriodStore.AddFind(queries, code);
        var dates = PeriodStore.AddDates(queries, code);
        var unclosed = PeriodMarkStore.AddUnclosed(queries);
        await db.ReadAsync(queries, ct);
        var known = found.Rows is [var stored] ? stored : null;
        if (known?.Period == period)
        {
            return PreparedWrite.Repeat(period, await db.ReadReceiptAsync(known.LogIndex, ct));
        }

        var running = unclosed.Rows.FirstOrDefault(p => p.Period.Code == code);
        var now = db.Clock.GetUtcNow();
        if (PeriodChange.Refusal(known, running, dates.Rows, period, request.Reason, ShanghaiDate.Of(now))
            is { } change)
        {
            return change;
        }

        var commit = PeriodStore.ToCommit(period, (known?.Version ?? 0) + 1, UtcText.Format(now), Caller.Of(http).Name,
            request.Reason?.Trim());
        return PreparedWrite.Write(known is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, period,
            $"/api/v1/periods?year={code.Year}", commit);
    }

    /// <summary>What the dates do not have in common with the code; null when they agree.</summary>
    internal static Problem? Disagreement(Period code, Request request) =>
        request.Code is { } named
        && named != code ? Problem.Invalid("/code", new("须与地址中的代码一致", "must equal the code in the path"))
        : request.StartsOn != code.StartsOn ? Problem.Invalid(
            "/startsOn", new($"{code} 从 {DbText.Of(code.StartsOn)} 开始", $"{code} starts on {DbText.Of(code.StartsOn)}"))
        : request.EndsOn != code.EndsOn ? Problem.Invalid(
            "/endsOn", new($"{code} 到 {DbText.Of(code.EndsOn)} 结束", $"{code} ends on {DbText.Of(code.EndsOn)}"))
        : null;

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Reason).Prose(1000);
            RuleFor(r => r.DueOn).GreaterThanOrEqualTo(r => r.OpensOn)
                .Saying("不得早于 opensOn", "must not be before opensOn");
            RuleFor(r => r.ClosesOn).GreaterThanOrEqualTo(r => r.DueOn)
                .Saying("不得早于 dueOn", "must not be before dueOn");
        }
    }
}
