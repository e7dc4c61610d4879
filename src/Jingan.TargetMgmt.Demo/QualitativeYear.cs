using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>How a target told by narrative alone stands at the end of each month: a walk that stays where it is more often than not.</summary>
internal static class QualitativeYear
{
    public static IReadOnlyList<int> Of(ulong seed, Target target)
    {
        var random = SplitMix64.For(seed, "walk", target.Id.Value);
        var standing = random.Below(100) switch { < 78 => Standing.OnPlan, < 96 => Standing.Behind, _ => Standing.FarBehind };
        List<int> months = [];
        for (var month = 1; month <= 12; month++)
        {
            months.Add(standing);
            standing = (standing, random.Below(100)) switch
            {
                (Standing.OnPlan, < 7) => Standing.Behind,
                (Standing.OnPlan, >= 94) when month >= 5 => Standing.Done,
                (Standing.Behind, < 28) => Standing.OnPlan,
                (Standing.Behind, >= 93) => Standing.FarBehind,
                (Standing.FarBehind, < 30) => Standing.Behind,
                _ => standing,
            };
        }

        return months;
    }
}
