using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>What a made-up assessor makes of a target: the rank of a colour,
/// and the code of a reason where that is not the suggestion's.</summary>
internal sealed record SyntheticMark(int Rank, string? Divergence)
{
    private const int LumpyShare = 65;
    private const int DivergingShare = 6;
    private const int SecondOpinionShare = 8;

    // The codes that POST /ratings takes.
    private const string DataNotCredible = "dataNotCredible";
    private const string NodeStillAttainable = "nodeStillAttainable";
    private const string QualityDefect = "qualityDefect";
    private const string PlanShape = "planShape";
    private const string Other = "other";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        [DataNotCredible] = "抽查台账与填报数据不一致，按核实情况下调。",
        [NodeStillAttainable] = "进度虽有延误，按现场情况判断仍可如期完成。",
        [QualityDefect] = "现场查看发现质量问题，已要求整改。",
        [PlanShape] = "该目标按件计数，计划前松后紧，不宜按线性序时进度判断。",
        [Other] = "结合实际情况综合判断。",
    };

    /// <summary>The first assessor's.</summary>
    /// <param name="standing">How the target really stands.</param>
    /// <param name="isLumpy">Whether the number says less than that.</param>
    /// <param name="suggested">Rank of the suggestion; null: there is none.</param>
    /// <param name="worst">Rank of the worst colour.</param>
    public static SyntheticMark First(
        ulong seed, TargetId target, Period period, int standing, bool isLumpy, int? suggested, int worst) =>
        Of(SplitMix64.For(seed, "first", target.Value, period.Value), standing, isLumpy, suggested, worst,
            DivergingShare);

    /// <summary>The second assessor's, who does not know the first, and is the other person that one is.</summary>
    public static SyntheticMark Second(
        ulong seed, TargetId target, Period period, int standing, bool isLumpy, int? suggested, int worst) =>
        Of(SplitMix64.For(seed, "second", target.Value, period.Value), standing, isLumpy, suggested, worst,
            DivergingShare + SecondOpinionShare);

    /// <summary>Who decides between two that differ follows the first somewhat more often.</summary>
    public static SyntheticMark Decide(
        ulong seed, TargetId target, Period period, SyntheticMark first, SyntheticMark second) =>
        SplitMix64.For(seed, "third", target.Value, period.Value).Chance(60) ? first : second;

    /// <summary>The order in which the three assessors come to a target: who marks, who marks again,
    /// who decides.</summary>
    public static IReadOnlyList<int> Assessors(ulong seed, TargetId target, Period period)
    {
        var random = SplitMix64.For(seed, "assessors", target.Value, period.Value);
        var first = random.Below(3);
        var second = (first + random.Between(1, 2)) % 3;
        return [first, second, 3 - first - second];
    }

    public Judgement ToJudgement(string colour, string? reason = null) => new(
        colour, Synthetic.Text(Divergence is null ? "经核对填报与佐证材料评定。" : "经核对填报，与建议颜色不同，理由见偏离说明。"),
        Divergence is { } code ? new(code, Synthetic.Text(Reasons[code])) : null,
        reason is null ? null : Synthetic.Text(reason));

    private static SyntheticMark Of(
        SplitMix64 random, int standing, bool isLumpy, int? suggested, int worst, int diverging)
    {
        if (suggested is not { } rank)
        {
            var judged = standing + (random.Chance(diverging) ? random.Pick([-1, 1]) : 0);
            return new(Math.Clamp(judged, 0, worst), null);
        }

        if (isLumpy && standing < rank && random.Chance(LumpyShare))
        {
            return new(standing, PlanShape);
        }

        if (!random.Chance(diverging))
        {
            return new(rank, null);
        }

        var (code, step) = rank >= DemoProgress.Behind && random.Chance(45) ? (NodeStillAttainable, -1)
            : random.Pick([(DataNotCredible, 1), (QualityDefect, 1), (Other, 1), (Other, -1)]);
        var moved = Math.Clamp(rank + step, 0, worst);
        return moved == rank ? new(rank, null) : new(moved, code);
    }
}
