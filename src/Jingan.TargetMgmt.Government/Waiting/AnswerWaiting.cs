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

namespace Jingan.TargetMgmt.Government.Waiting;

/// <summary>POST /waiting/{progress}/{item}/answers: the unit that another waits for says how it stands; a later answer
/// stands in the place of an earlier one.</summary>
internal static class AnswerWaiting
{
    internal sealed record Request(string Text, bool Done = false, DateOnly? ExpectedOn = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/waiting/{progress}/{item}/answers", Handle)
            .WithName(nameof(AnswerWaiting))
            .WithSummary("Answer a unit that waits for yours: done, or by when.")
            .Produces<GivenAnswer>(StatusCodes.Status201Created)
            .WrittenBy(Role.Reporter)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        long progress, long item, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker) =>
        marker.WriteAsync(http, async ct =>
    {
        var queries = new QueryBatch();
        var found = WaitingStore.AddFind(queries, progress, item);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var waiting])
        {
            return new Problem(ProblemCode.NotFound, new(
                $"政府日志第 {progress} 条没有第 {item} 项等候；清单见 GET /waiting。",
                $"Entry {progress} of the government log waits for nobody under number {item}; see GET /waiting."));
        }

        var caller = Caller.Of(http);
        if (waiting.OnUnit != caller.Unit)
        {
            return new Problem(ProblemCode.Forbidden, new(
                $"该项等候的不是 {caller.Unit}；等候本单位的见 GET /waiting?onUnit={caller.Unit}。",
                $"It does not wait for {caller.Unit}; what does: GET /waiting?onUnit={caller.Unit}."));
        }

        var now = db.Clock.GetUtcNow();
        if (request.ExpectedOn < ShanghaiDate.Of(now))
        {
            return Problem.Invalid("/expectedOn", new("不得早于今天", "must not be in the past"));
        }

        var answer = new GivenAnswer(
            progress, item, waiting.TargetId, waiting.Period, waiting.Unit, waiting.OnUnit, request.Done,
            request.ExpectedOn, request.Text.Trim(), caller.Name, UtcText.Format(now));
        return PreparedWrite.Write(
            StatusCodes.Status201Created, answer,
            $"/api/v1/waiting?target={waiting.TargetId}&unit={waiting.Unit}&onUnit={waiting.OnUnit}",
            WaitingStore.ToCommit(answer));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Text).RequiredProse(1000);
            RuleFor(r => r.ExpectedOn).Null().When(r => r.Done)
                .Saying("已办结则不填", "does not go with what is done");
        }
    }
}
