using FluentValidation;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.SecondMarks;

/// <summary>POST /second-marks/samples: draws the targets of a period that a second assessor marks without seeing the first mark.</summary>
internal static class DrawSample
{
    // An entry of the log takes 65,535 bytes.
    private const int MostDrawn = 3_000;

    internal sealed record Request(Period Period, decimal Share, IReadOnlyDictionary<string, decimal>? Shares = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/second-marks/samples", Handle)
            .WithName(nameof(DrawSample))
            .WithSummary("Draw a period's second-mark sample among what is reported and not yet rated: a share of each class, in an order that follows from the government log's root.")
            .Produces<Sample>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator)
            .Validate<Request>();

    private static Task<IResult> Handle(
        Request request, HttpContext http, EvaluationDb db, SecondMarkStore marks, SchemeStore schemes, RatingStore ratings, IProgressFacts progress) =>
        db.WriteAsync(http, async ct =>
        {
            if (await marks.FindSampleAsync(request.Period, ct) is var (index, _))
            {
                return new Problem(ProblemCode.AlreadyExists, new(
                    $"{request.Period} 的复评样本已抽取（第 {index} 条），不能重抽。", $"The sample of {request.Period} is drawn (entry {index}) and is not drawn again; GET /second-marks/samples/{request.Period} shows it."));
            }

            if (await progress.ReadPeriodAsync(request.Period, ct) is not { } facts)
            {
                return Problem.Invalid("/period", new("没有此填报期", "is no known period"));
            }

            var scheme = (await schemes.InForceAsync(request.Period, ct)).Scheme;
            var rated = (await ratings.ListAsync(RatingFilter.AllOf(request.Period), ("", ""), long.MaxValue, ct)).Select(r => r.TargetId).ToHashSet();
            var classOf = facts.Targets.Where(t => t.Lead is not null && !rated.Contains(t.Target.Id))
                .ToDictionary(t => t.Target.Id, t => SuggestionRule.Suggest(scheme, request.Period, t).Class ?? "");
            var drawn = SampleDraw.Draw(
                facts.Log.Root, request.Period, classOf.Select(c => (c.Key, c.Value)), c => request.Shares?.TryGetValue(c, out var own) == true ? own : request.Share);
            if (drawn.Count is 0 or > MostDrawn)
            {
                return Problem.Invalid("/share", drawn.Count == 0
                    ? new("没有可抽取的目标：须已填报且尚未评定", "draws nothing: there is no target that is reported and not yet rated")
                    : new($"会抽取 {drawn.Count} 项，最多 {MostDrawn} 项", $"draws {drawn.Count} targets, {MostDrawn} at most"));
            }

            var population = classOf.Values.CountBy(c => c).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new Sample.Population(c.Key, c.Value)).ToList();
            var entry = SampleEntry.Of(
                UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http).Name, request.Period, facts.Log.Root, facts.Log.Size, request.Share, request.Shares, population, drawn);
            return Prepared.Write(
                StatusCodes.Status201Created, Sample.Of(entry), $"/api/v1/second-marks/samples/{request.Period}", SecondMarkStore.ToCommit(entry, classOf));
        });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Share).Must(s => s is > 0 and <= 1).Saying("须大于 0 且不大于 1", "must be above 0 and at most 1");
            RuleFor(r => r.Shares).Must(s => s is null || (s.Count <= 200 && s.Values.All(v => v is >= 0 and <= 1))).Saying("各类占比须在 0 到 1 之间", "must be from 0 to 1 for each class");
        }
    }
}
