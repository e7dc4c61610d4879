using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>How a target told by narrative alone stands at the end of each month:
/// a walk that stays where it is more often than not.</summary>
internal static class QualitativeYear
{
    public static IReadOnlyList<int> Of(ulong seed, Target target)
    {
        var random = SplitMix64.For(seed, "walk", target.Id.Value);
        var standing = random.Below(100) switch
        {
            < 78 => DemoProgress.OnPlan,
            < 96 => DemoProgress.Behind,
            _ => DemoProgress.FarBehind,
        };
        List<int> months = [];
        for (var month = 1; month <= 12; month++)
        {
            months.Add(standing);
            standing = (standing, random.Below(100)) switch
            {
                (DemoProgress.OnPlan, < 7) => DemoProgress.Behind,
                (DemoProgress.OnPlan, >= 94) when month >= 5 => DemoProgress.Done,
                (DemoProgress.Behind, < 28) => DemoProgress.OnPlan,
                (DemoProgress.Behind, >= 93) => DemoProgress.FarBehind,
                (DemoProgress.FarBehind, < 30) => DemoProgress.Behind,
                _ => standing,
            };
        }

        return months;
    }
}
