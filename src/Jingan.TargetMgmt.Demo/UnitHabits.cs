namespace Jingan.TargetMgmt.Demo;

/// <summary>How a unit reports, all year round: in so many of a hundred reports.</summary>
/// <param name="Optimistic">It claims one colour better than it stands.</param>
/// <param name="Pessimistic">It claims one colour worse.</param>
/// <param name="WithoutClaim">It claims nothing.</param>
/// <param name="Late">It files after the due date.</param>
/// <param name="Silent">It does not file at all.</param>
internal sealed record UnitHabits(int Optimistic, int Pessimistic, int WithoutClaim, int Late, int Silent)
{
    public static UnitHabits Of(ulong seed, string unit)
    {
        var random = SplitMix64.For(seed, "habits", unit);

        // Two in ten units look on the bright side, two in ten are careless; the others differ a little.
        return new(
            random.Chance(20) ? random.Between(30, 50) : random.Between(3, 18), random.Between(1, 5),
            random.Between(5, 20),
            random.Chance(20) ? random.Between(15, 30) : random.Between(1, 9),
            random.Chance(15) ? random.Between(5, 10) : random.Between(0, 3));
    }

    /// <summary>The rank of the colour that the unit claims for itself; null when it claims none.</summary>
    public int? Claim(SplitMix64 random, int standing) =>
        random.Chance(WithoutClaim) ? null
        : random.Chance(Optimistic) ? Math.Max(standing - 1, DemoProgress.Done)
        : random.Chance(Pessimistic) ? Math.Min(standing + 1, DemoProgress.FarBehind)
        : standing;
}
