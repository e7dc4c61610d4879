using FluentValidation;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Signing.Entries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.SecondMarks;

/// <summary>POST /second-marks/samples: draws the targets of a period that a second assessor marks without seeing the
/// first mark. Once, after the close, and with no trial: nobody can shop for it.</summary>
internal static class DrawSample
{
    // An entry of the log takes 65,535 bytes.
    private const int MostDrawn = 3_000;

    internal sealed record Request(Period Period, decimal Share, IReadOnlyDictionary<string, decimal>? Shares = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/second-marks/samples", Handle)
            .WithName(nameof(DrawSample))
            .WithSummary(
                "Draw a period's second-mark sample among what is reported: a share of each class, in an order that "
                    + "follows from the government log's root at the close; a share of 0 says that there is none. "
                    + "Takes no dry run.")
            .Produces<Sample>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator)
            .Validate<Request>();

    private static Task<IResult> Handle(
        Request request, HttpContext http, EvaluationDb db, SecondMarkStore marks, SchemeStore schemes,
        IProgressFacts progress) => WritePipeline.IsDryRun(http) == true
        ? Task.FromResult<IResult>(Problem.Invalid(
            "/dryRun", new("抽样不得试抽", "is not taken: a sample is drawn once, and not on trial")))
        : db.WriteAsync(http, async ct =>
        {
            if (await marks.FindSampleAsync(request.Period, ct) is var (index, _))
            {
                return new Problem(ProblemCode.AlreadyExists, new(
                    $"{request.Period} 的复评样本已抽取（第 {index} 条），不能重抽。",
                    $"The sample of {request.Period} is drawn (entry {index}) and is not drawn again; GET "
                        + $"/second-marks/samples/{request.Period} shows it."));
            }

            if (await progress.ReadPeriodAsync(request.Period, ct) is not { } facts)
            {
                return Problem.Invalid("/period", new("没有此填报期", "is no known period"));
            }

            if (facts.Marks.Closed is not { } closed)
            {
                return new Problem(ProblemCode.PeriodNotClosed, new(
                    $"填报期 {request.Period} 开放至 {facts.Period.ClosesOn:yyyy-MM-dd}；样本由关闭时的日志决定，关闭后方可抽取。",
                    $"{request.Period} takes reports until {facts.Period.ClosesOn:yyyy-MM-dd}; the sample follows "
                        + "from the log at the close, draw it after that."));
            }

            if ((await schemes.InForceAsync(request.Period, ct))?.Scheme is not { } scheme)
            {
                return SchemeRefusal.NonePublished(ProblemCode.UnknownScheme);
            }

            if (request.Shares?.Keys
                .Where(c => scheme.Classes.All(known => known.Name != c))
                .Order(StringComparer.Ordinal)
                .ToList() is { Count: > 0 } unknown)
            {
                return Problem.Invalid(unknown.Select(c => ($"/shares/{c}",
                    new Text($"办法 {scheme.Version} 中没有此类", $"is no class of the scheme {scheme.Version}").Current)));
            }

            var seed = SampleSeed.Of(closed);
            var classOf = facts.Targets.Where(t => t.Lead is not null)
                .ToDictionary(t => t.Target.Id, t => SuggestionRule.Suggest(scheme, request.Period, t).Class ?? "");
            var drawn = SampleDraw.Draw(
                seed.Root, request.Period, classOf.Select(c => (c.Key, c.Value)),
                c => request.Shares?.TryGetValue(c, out var own) == true ? own : request.Share);
            var isWaived = request is { Share: 0, Shares: null };
            if (drawn.Count > MostDrawn || (drawn.Count == 0 && !isWaived))
            {
                return Problem.Invalid("/share", drawn.Count == 0
                    ? new("没有可抽取的目标：须已填报；不作复评请填 0",
                        "draws nothing: there is no target that is reported; 0 says that there are no second marks")
                    : new(
                        $"会抽取 {drawn.Count} 项，最多 {MostDrawn} 项", $"draws {drawn.Count} targets, {MostDrawn} at most"));
            }

            var population = classOf.Values.CountBy(c => c)
                .OrderBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new SamplePopulation(c.Key, c.Value))
                .ToList();
            var entry = SampleEntry.Of(
                UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http).Name, request.Period, seed.Root, seed.Size,
                request.Share, request.Shares, population, drawn);
            return PreparedWrite.Write(
                StatusCodes.Status201Created, Sample.Of(entry), $"/api/v1/second-marks/samples/{request.Period}",
                SecondMarkStore.ToCommit(entry, classOf));
        });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Share).Must(s => s is >= 0 and <= 1)
                .Saying("须在 0 到 1 之间；0 表示本期不作复评", "must be from 0 to 1; 0 says that the period has no second marks");
            RuleFor(r => r.Shares).Must(s => s is null || (s.Count <= 200 && s.Values.All(v => v is >= 0 and <= 1)))
                .Saying("各类占比须在 0 到 1 之间", "must be from 0 to 1 for each class");
        }
    }
}
