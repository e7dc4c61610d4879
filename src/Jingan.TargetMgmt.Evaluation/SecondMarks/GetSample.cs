using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Entries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.SecondMarks;

/// <summary>A period's second-mark sample 复评样本.</summary>
/// <param name="Seed">The root of the government log that the order follows from.</param>
/// <param name="LogSize">That log's size.</param>
/// <param name="Share">What was to be drawn of a class, unless <paramref name="Shares"/> says otherwise: decimal text,
/// as all shares in answers.</param>
/// <param name="Shares">The same for single classes.</param>
/// <param name="Classes">From how many each class was drawn.</param>
/// <param name="Targets">What was drawn, by id.</param>
internal sealed record Sample(
    Period Period, string Seed, long LogSize, string Share, IReadOnlyDictionary<string, string>? Shares,
    IReadOnlyList<SamplePopulation> Classes, IReadOnlyList<TargetId> Targets)
{
    public static Sample Of(SampleEntry e) => new(
        e.Period, e.Seed, e.LogSize, FigureText.Of(e.Share)!,
        e.Shares?.ToDictionary(s => s.Key, s => FigureText.Of(s.Value)!), e.Classes, e.Targets);
}

/// <summary>GET /second-marks/samples/{period}: how the sample was drawn,
/// so that it can be drawn again by anybody who checks.</summary>
internal static class GetSample
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/second-marks/samples/{period}", Handle)
            .WithName(nameof(GetSample))
            .WithSummary("A period's second-mark sample, with the seed that it follows from.")
            .ReadBy(Role.Evaluator, Role.Auditor);

    private static async Task<Results<Ok<Sample>, Problem>> Handle(
        Period period, SecondMarkStore marks, CancellationToken ct) =>
        await marks.FindSampleAsync(period, ct) is var (_, entry)
            ? TypedResults.Ok(Sample.Of(entry))
            : new Problem(ProblemCode.NotFound, new($"{period} 没有复评样本；由评估方以 POST /second-marks/samples 抽取。",
                $"No sample is drawn for {period}; the evaluator draws one with POST /second-marks/samples."));
}
