using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>PUT /periods/{code}: the office opens a reporting period, moves its dates while it is open, or closes it.</summary>
internal static class PutPeriod
{
    internal sealed record Request(DateOnly StartsOn, DateOnly EndsOn, DateOnly OpensOn, DateOnly DueOn, DateOnly ClosesOn, Period? Code = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/periods/{code}", Handle)
            .WithName(nameof(PutPeriod))
            .WithSummary("Open a reporting period, or change its dates by a new version; a closed period is never reopened.")
            .Produces<ReportingPeriod>()
            .Produces<ReportingPeriod>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>();

    private static Task<IResult> Handle(Period code, Request request, HttpContext http, GovernmentDb db, PeriodStore periods) => db.WriteAsync(http, async ct =>
    {
        var period = new ReportingPeriod(code, request.StartsOn, request.EndsOn, request.OpensOn, request.DueOn, request.ClosesOn);
        if (Disagreement(code, request) is { } refusal)
        {
            return refusal;
        }

        var now = db.Clock.GetUtcNow();
        var known = await periods.FindAsync(code, ct);
        if (known?.Period == period)
        {
            return Prepared.Repeat(period, await db.ReadReceiptAsync(known.LogIndex, ct));
        }

        // Reopening would hold up the evaluation report, which waits for the window to end: the office may not delay a release.
        var today = ShanghaiDate.Of(now);
        if (known is not null && known.Period.IsClosedOn(today) && !period.IsClosedOn(today))
        {
            return PeriodWindow.Closed(known.Period, new(
                "填报期关闭后不再重新开放；需要补报的单位请用 POST /periods/{code}/extensions 单独延期。",
                "A closed period is not reopened; give a unit that needs more time an extension (POST /periods/{code}/extensions)."));
        }

        var commit = PeriodStore.ToCommit(period, (known?.Version ?? 0) + 1, UtcText.Format(now), Caller.Of(http).Name);
        return Prepared.Write(known is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, period, $"/api/v1/periods?year={code.Year}", commit);
    });

    private static Problem? Disagreement(Period code, Request request) =>
        request.Code is { } named && named != code ? Problem.Invalid("/code", new("须与地址中的代码一致", "must equal the code in the path"))
        : request.StartsOn != code.StartsOn ? Problem.Invalid("/startsOn", new($"{code} 从 {RowText.Of(code.StartsOn)} 开始", $"{code} starts on {RowText.Of(code.StartsOn)}"))
        : request.EndsOn != code.EndsOn ? Problem.Invalid("/endsOn", new($"{code} 到 {RowText.Of(code.EndsOn)} 结束", $"{code} ends on {RowText.Of(code.EndsOn)}"))
        : null;

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.DueOn).GreaterThanOrEqualTo(r => r.OpensOn).Saying("不得早于 opensOn", "must not be before opensOn");
            RuleFor(r => r.ClosesOn).GreaterThanOrEqualTo(r => r.DueOn).Saying("不得早于 dueOn", "must not be before dueOn");
        }
    }
}
