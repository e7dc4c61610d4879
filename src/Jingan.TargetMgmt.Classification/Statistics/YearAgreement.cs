using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>How far second marks agreed with first ones in a year, from its reports as issued.</summary>
/// <param name="Periods">Each period with the figures that its report shows.</param>
/// <param name="Pooled">All pairs together: once for each list of colours,
/// for places on different ones cannot be compared.</param>
/// <param name="NotPooled">Periods with pairs that no pool holds, because the report shows figures only;
/// reports issued since show the pairs.</param>
internal sealed record YearAgreement(
    IReadOnlyList<YearAgreement.InPeriod> Periods, IReadOnlyList<YearAgreement.Pool> Pooled,
    IReadOnlyList<Period> NotPooled)
{
    /// <param name="Sampled">How many targets were drawn; 0 when no sample was.</param>
    /// <param name="Missing">Those without a second mark when the report was issued.</param>
    /// <param name="NotCompared">Those marked in a colour that the period's scheme does not have.</param>
    internal sealed record InPeriod(
        Period Period, int Sampled, int Missing, int NotCompared, Figures Overall, IReadOnlyList<Figures> Classes);

    /// <param name="Colours">Best first.</param>
    internal sealed record Pool(
        IReadOnlyList<string> Colours, IReadOnlyList<Period> Periods, Figures Overall, IReadOnlyList<Figures> Classes);

    /// <summary>An <see cref="Agreement"/> with its denominator, the pairs, marked when it is small.</summary>
    /// <param name="Class">Null for all classes together.</param>
    internal sealed record Figures(
        string? Class, Proportion Same, string? Kappa, string? KappaLinear, string? KappaQuadratic,
        string? AlphaNominal, string? AlphaOrdinal, string? AlphaInterval)
    {
        public static Figures Of(string? name, Agreement a) => new(
            name, Proportion.From(a.Same, a.Pairs), a.Kappa, a.KappaLinear, a.KappaQuadratic, a.AlphaNominal,
            a.AlphaOrdinal, a.AlphaInterval);
    }

    public static YearAgreement Of(IReadOnlyList<FrozenPeriod> periods)
    {
        var poolable = periods.Where(p => p.SecondMarks is { Overall.Pairs: > 0 })
            .ToLookup(p => p.SecondMarks!.Classes.All(c => c.Marks is not null));
        return new(
            [.. periods.Select(In)],
            [.. poolable[true].GroupBy(p => string.Join(' ', p.Scale)).Select(g => PoolOf([.. g]))],
            [.. poolable[false].Select(p => p.Period)]);
    }

    private static InPeriod In(FrozenPeriod period) => period.SecondMarks is { } marks
        ? new(
            period.Period, marks.Sampled, marks.Missing.Count,
            marks.Sampled - marks.Missing.Count - marks.Overall.Pairs,
            Figures.Of(null, marks.Overall), [.. marks.Classes.Select(c => Figures.Of(c.Class, c.Agreement))])
        : new(period.Period, 0, 0, 0, Figures.Of(null, Agreement.Of([])), []);

    private static Pool PoolOf(IReadOnlyList<FrozenPeriod> periods)
    {
        var scale = periods[0].Scale;
        var classes = periods.SelectMany(p => p.SecondMarks!.Classes)
            .GroupBy(c => c.Class)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Class: g.Key, Marks: g.SelectMany(c => c.Marks!).ToList())).ToList();
        return new(
            scale, [.. periods.Select(p => p.Period)],
            Figures.Of(null, Agreement.Of(scale, classes.SelectMany(c => c.Marks))),
            [.. classes.Select(c => Figures.Of(c.Class, Agreement.Of(scale, c.Marks)))]);
    }
}
