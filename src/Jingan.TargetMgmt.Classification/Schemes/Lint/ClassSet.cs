namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>A set of classes by position, up to 256 of them:
/// which of them take a target is the intersection of few such sets.</summary>
internal readonly record struct ClassSet(UInt128 Low, UInt128 High)
{
    private const int Half = 128;

    public static ClassSet Where(IReadOnlyList<SchemeClass> classes, Func<Applies, bool> holds)
    {
        var set = default(ClassSet);
        for (var i = 0; i < classes.Count; i++)
        {
            if (holds(classes[i].Applies))
            {
                set = set.With(i);
            }
        }

        return set;
    }

    public static ClassSet operator &(ClassSet a, ClassSet b) => new(a.Low & b.Low, a.High & b.High);

    public ClassSet With(int index) =>
        index < Half
        ? this with { Low = Low | (UInt128.One << index) }
        : this with { High = High | (UInt128.One << (index - Half)) };

    /// <summary>The class that decides: the first; null where there is none.</summary>
    public int? First() =>
        Low != 0 ? (int)UInt128.TrailingZeroCount(Low)
        : High != 0 ? Half + (int)UInt128.TrailingZeroCount(High)
        : null;
}
