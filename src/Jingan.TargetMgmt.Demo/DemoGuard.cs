using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>What keeps made-up records away from real ones: logs are for ever,
/// so they are never mixed by accident.</summary>
internal static class DemoGuard
{
    public const string ForceOption = "--force-outside-development";

    private const string Development = "Development";

    /// <summary>Refuses a service that is not for development; it is asked without a token.</summary>
    public static async Task RequireDevelopmentAsync(Uri server, CancellationToken ct)
    {
        using var anybody = new ApiClient(server, "");
        var environment = (await anybody.GetAsync("../../health/live", "application/json", ct))
            .ToObject()["environment"]?.ToString();
        if (environment != Development)
        {
            throw ClientException.Refused(new(
                $"{server} 的运行环境是 {environment ?? "（未说明）"}，不是 {Development}：合成数据写入日志后无法删除。未写入任何内容；请换用开发环境，"
                    + $"确需如此请加 {ForceOption}。",
                $"{server} runs as {environment ?? "(it does not say)"}, not as {Development}: what is in a log "
                    + "cannot be taken out again. Nothing was sent; use a service "
                    + $"in {Development}, or add {ForceOption} if you mean it."));
        }
    }

    /// <summary>Refuses a log with ratings or reports that do not say that they are synthetic, and of this seed. What
    /// waits sealed for a second mark is not seen.</summary>
    /// <param name="issued">The year's issued reports: their summaries.</param>
    public static async Task RequireOnlySyntheticAsync(
        ApiClient evaluator, ulong seed, IReadOnlyDictionary<Period, string> issued, CancellationToken ct)
    {
        foreach (var (period, summary) in issued)
        {
            if (!Synthetic.IsSaidIn(summary))
            {
                throw Mixed(new($"{period} 的评估报告", $"the evaluation report of {period}"));
            }

            if (!summary.EndsWith(Synthetic.SeedSaid(seed), StringComparison.Ordinal))
            {
                throw Mixed(new($"{period} 的评估报告出自另一种子", $"the evaluation report of {period} is of another seed"));
            }
        }

        await foreach (var rating in evaluator.ListAsync("ratings?colour=", ct))
        {
            if (!Synthetic.IsSaidIn(rating["rationale"]?.ToString()))
            {
                throw Mixed(new($"{rating["period"]} 对 {rating["targetId"]} 的评定",
                    $"the rating of {rating["targetId"]} for {rating["period"]}"));
            }
        }
    }

    private static ClientException Mixed(Text what) => ClientException.Refused(new(
        $"日志中已有其他内容（{what.Zh}），不与种子不同的或真实的数据混存。未写入任何内容；请换一个空的数据目录，确需如此请加 {ForceOption}。",
        $"the log holds something else ({what.En}), and neither real data nor another seed's is mixed in. Nothing "
            + $"was sent; use an empty data folder, or add {ForceOption} if you mean it."));
}
