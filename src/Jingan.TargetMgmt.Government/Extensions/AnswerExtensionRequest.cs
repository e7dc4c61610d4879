using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Extensions;

/// <summary>POST /extension-requests/{index}/answer: the office grants a request until a day, or refuses it;
/// once.</summary>
internal static class AnswerExtensionRequest
{
    internal sealed record Request(bool Granted, string Reason, DateOnly? Until = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/extension-requests/{index}/answer", Handle)
            .WithName(nameof(AnswerExtensionRequest))
            .WithSummary("Grant a unit's request for an extension until a day, or refuse it; it is answered once.")
            .Produces<ExtensionRequest>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        long index, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker) =>
        marker.WriteAsync(http, async ct =>
    {
        var queries = new QueryBatch();
        var found = ExtensionRequestStore.AddFind(queries, index);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var asked])
        {
            return new Problem(ProblemCode.NotFound, new(
                $"政府日志第 {index} 条不是延期申请；清单见 GET /extension-requests。",
                $"Entry {index} of the government log is no request for an extension; see GET /extension-requests."));
        }

        if (asked.Answer is { } answered)
        {
            return new Problem(ProblemCode.ExtensionRequestAnswered, new(
                $"第 {index} 条申请已由 {answered.AnsweredBy} 答复（第 {answered.Index} 条），不再更改；如需另行延期，请用 "
                    + $"POST /periods/{asked.Period}/extensions。",
                $"Request {index} was answered by {answered.AnsweredBy} (entry {answered.Index}) and stays so; to give "
                    + $"an extension all the same use POST /periods/{asked.Period}/extensions."))
            {
                Extensions = new Dictionary<string, object?> { ["request"] = index, ["answer"] = answered },
            };
        }

        var now = db.Clock.GetUtcNow();
        if (request.Until is { } until)
        {
            var dated = new QueryBatch();
            var period = PeriodMarkStore.AddFind(dated, asked.Period);
            await db.ReadAsync(dated, ct);
            if (ExtensionRule.Refusal(until, ShanghaiDate.Of(now), period.Rows[0]) is { } refusal)
            {
                return refusal;
            }
        }

        var done = asked.With(new(
            null, request.Granted, request.Until, request.Reason.Trim(), Caller.Of(http).Name, UtcText.Format(now)));
        return PreparedWrite.Write(
            StatusCodes.Status201Created, done,
            $"/api/v1/extension-requests?period={asked.Period}&unit={asked.Unit}",
            ExtensionRequestStore.ToAnswer(done, index));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Reason).RequiredProse(1000);
            RuleFor(r => r.Until).NotNull().When(r => r.Granted)
                .Saying("准予延期须写明延至哪一日", "is required where it is granted");
            RuleFor(r => r.Until).Null().When(r => !r.Granted)
                .Saying("不予延期则不填", "does not go with a refusal");
        }
    }
}
