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

/// <summary>POST /periods/year: the office opens a year's periods at once, all or nothing, by one rule.</summary>
internal static class OpenYear
{
    /// <param name="DueWorkingDays">How many working days after the period's last day reports are due.</param>
    /// <param name="ClosesDaysAfter">How many calendar days after the due day it closes.</param>
    /// <param name="OpensAfterEnd">Whether it opens on the day after its last day; else on its first day.</param>
    internal sealed record Request(
        int Year, int DueWorkingDays, int ClosesDaysAfter, bool Months = false, bool Quarters = false,
        bool OpensAfterEnd = false);

    internal sealed record Response(IReadOnlyList<YearPeriod> Periods, IReadOnlyList<CountedYear> Holidays);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/periods/year", Handle)
            .WithName(nameof(OpenYear))
            .WithSummary(
                "Open a year's months, quarters or both by one rule, all or nothing; the answer shows every date with "
                    + "its weekday, and what working days were counted by.")
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>();

    private static async Task<IResult> Handle(
        Request request, HttpContext http, GovernmentDb db, PeriodMarker marker, WorkingDays days)
    {
        var answer = await marker.WriteAsync(http, ct => PrepareAsync(request, http, db, days, ct));
        marker.LookAgain();
        await marker.AppendDueAsync(http.RequestAborted);
        return answer;
    }

    private static async Task<PreparedWrite> PrepareAsync(
        Request request, HttpContext http, GovernmentDb db, WorkingDays days, CancellationToken ct)
    {
        var periods = YearRule.PeriodsOf(request, days);
        if (periods.Select(PeriodChange.Refusal).OfType<Problem>().Any())
        {
            return Problem.Invalid("/dueWorkingDays", new(
                $"应报日须在期末后 {PeriodChange.MostDaysToDue} 天内",
                $"must fall due within {PeriodChange.MostDaysToDue} days of the period's last day"));
        }

        var queries = new QueryBatch();
        var found = PeriodStore.AddList(queries, request.Year);
        await db.ReadAsync(queries, ct);
        var stored = found.Rows.ToDictionary(p => p.Period.Code);
        var others = periods.Where(p => stored.TryGetValue(p.Code, out var known) && known.Period != p)
            .Select(p => p.Code).ToList();
        if (others.Count > 0)
        {
            return new Problem(ProblemCode.AlreadyExists, new(
                $"已按其他日期设立：{string.Join("、", others)}；改期请用 PUT /periods/{{code}}；未保存任何内容。",
                $"Set up with other dates: {string.Join(", ", others)}; change them with PUT /periods/{{code}}; "
                    + "nothing was stored."))
            { Extensions = new Dictionary<string, object?> { ["periods"] = others } };
        }

        var answer = new Response(
            [.. periods.Select(p => YearPeriod.Of(p, stored.ContainsKey(p.Code)))],
            [.. YearRule.YearsOf(periods).Select(y => CountedYear.Of(y, days))]);
        var at = UtcText.Format(db.Clock.GetUtcNow());
        var missing = periods.Where(p => !stored.ContainsKey(p.Code)).ToList();
        return missing.Count == 0
            ? PreparedWrite.Repeat(answer, await db.ReadReceiptAsync(periods.Max(p => stored[p.Code].LogIndex), ct))
            : PreparedWrite.Write(
                StatusCodes.Status201Created, answer, $"/api/v1/periods?year={request.Year}",
                [.. missing.Select(p => PeriodStore.ToCommit(p, 1, at, Caller.Of(http).Name))]);
    }

    internal sealed class Validator : AbstractValidator<Request>
    {
        // The last year whose December can still fall due and close before the calendar ends.
        private const int LastYear = 9997;
        private const int MostWorkingDays = 40;
        private const int MostDays = 366;

        public Validator()
        {
            RuleFor(r => r.Year).InclusiveBetween(CalendarYear.First, LastYear)
                .Saying($"须在 {CalendarYear.First} 到 {LastYear} 之间",
                    $"must be between {CalendarYear.First} and {LastYear}");
            RuleFor(r => r.DueWorkingDays).InclusiveBetween(1, MostWorkingDays)
                .Saying($"须在 1 到 {MostWorkingDays} 之间", $"must be between 1 and {MostWorkingDays}");
            RuleFor(r => r.ClosesDaysAfter).InclusiveBetween(0, MostDays)
                .Saying($"须在 0 到 {MostDays} 之间", $"must be between 0 and {MostDays}");
            RuleFor(r => r.Months).Must((r, months) => months || r.Quarters)
                .Saying("months 与 quarters 至少一项为 true", "months or quarters must be true, or both");
        }
    }
}
