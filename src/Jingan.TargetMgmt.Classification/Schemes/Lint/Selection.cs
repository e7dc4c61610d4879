using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>The choice of the class that decides for a target in a situation, over all there can be:
/// named fields and targets, and any other.</summary>
internal sealed class Selection
{
    /// <summary>Groups of fields times groups of targets that the classes tell apart;
    /// more would take seconds.</summary>
    public const int MaxGroups = 10_000;

    private readonly IReadOnlyList<SchemeClass> _classes;
    private readonly int[] _asked; // one bit for each shape, reached or not
    private readonly bool[] _passes; // [unreached, reached]

    private Selection(IReadOnlyList<SchemeClass> classes) =>
        (_classes, _asked, _passes) = (classes, new int[classes.Count], new bool[classes.Count * classes.Count]);

    /// <summary>A target without any class, one for each kind, nature and situation.</summary>
    public Dictionary<(TargetShape, TargetNature, bool Reached, bool LastPeriod), Combination> Uncovered { get; } = [];

    /// <summary>A target for each class that measures what such a target does not have.</summary>
    public Dictionary<int, Combination> NotMeasured { get; } = [];

    /// <summary>The pairs of classes a target passes between when it is reached; one class alone may be both.</summary>
    public IEnumerable<(int Unreached, int Reached)> Passings =>
        Enumerable.Range(0, _passes.Length).Where(i => _passes[i])
            .Select(i => (i / _classes.Count, i % _classes.Count));

    /// <summary>The situations in which a class decides.</summary>
    public IEnumerable<(TargetShape Shape, bool Reached)> AskedOf(int @class) =>
        TargetShape.All.SelectMany(s => (IEnumerable<(TargetShape, bool)>)[(s, false), (s, true)])
        .Where((_, bit) => (_asked[@class] & (1 << bit)) != 0);

    /// <summary>The selection by a scheme's classes; null where they tell more than <see cref="MaxGroups"/> groups
    /// apart.</summary>
    public static Selection? Of(IReadOnlyList<SchemeClass> classes)
    {
        var fields = Groups(classes, a => a.Field);
        var targets = Groups(classes, a => a.Targets?.Select(t => t.Value).ToList());
        if ((long)fields.Count * targets.Count > MaxGroups)
        {
            return null;
        }

        var selection = new Selection(classes);
        foreach (var (number, shape) in TargetShape.All.Index())
        {
            foreach (var nature in Enum.GetValues<TargetNature>())
            {
                foreach (var lastPeriod in (bool[])[false, true])
                {
                    var takes = ClassSet.Where(classes, a =>
                        shape.IsFor(a) && (a.Nature is null || a.Nature.Contains(nature))
                        && (a.LastPeriod is null || a.LastPeriod == lastPeriod));
                    selection.Walk(number, shape, nature, lastPeriod, takes, fields, targets);
                }
            }
        }

        return selection;
    }

    private void Walk(
        int number, TargetShape shape, TargetNature nature, bool lastPeriod, ClassSet takes,
        Dictionary<ClassSet, string?> fields,
        Dictionary<ClassSet, string?> targets)
    {
        var reachedSet = takes & ClassSet.Where(_classes, a => a.Reached != false);
        var unreachedSet = takes & ClassSet.Where(_classes, a => a.Reached != true);
        foreach (var (fieldSet, field) in fields)
        {
            foreach (var (targetSet, target) in targets)
            {
                var narrowed = fieldSet & targetSet;
                var unreached = Decide((unreachedSet & narrowed).First(),
                    new(shape.Kind, shape.Direction, nature, field, target, Reached: false, lastPeriod), number, shape);
                if (shape.CanBeReached)
                {
                    var reached = Decide(
                        (reachedSet & narrowed).First(),
                        new(shape.Kind, shape.Direction, nature, field, target, Reached: true, lastPeriod), number,
                        shape);
                    if (unreached is { } one && reached is { } other)
                    {
                        _passes[(one * _classes.Count) + other] = true;
                    }
                }
            }
        }
    }

    // The class, if it gives such a target a colour.
    private int? Decide(int? decides, in Combination combination, int number, TargetShape shape)
    {
        if (decides is not { } index)
        {
            Uncovered.TryAdd((shape, combination.Nature, combination.Reached, combination.LastPeriod), combination);
            return null;
        }

        _asked[index] |= 1 << ((2 * number) + (combination.Reached ? 1 : 0));
        var measure = _classes[index].Measure;
        if (measure != SchemeMeasure.Judgement && !shape.Has(measure))
        {
            NotMeasured.TryAdd(index, combination);
        }

        return shape.Has(measure) ? index : null;
    }

    // Names that the same classes take make one group; null stands for any name the scheme does not use.
    private static Dictionary<ClassSet, string?> Groups(
        IReadOnlyList<SchemeClass> classes, Func<Applies, IReadOnlyList<string>?> names)
    {
        var open = ClassSet.Where(classes, a => names(a) is null);
        var sets = new Dictionary<string, ClassSet>(StringComparer.Ordinal);
        for (var i = 0; i < classes.Count; i++)
        {
            foreach (var name in names(classes[i].Applies) ?? [])
            {
                sets[name] = sets.GetValueOrDefault(name, open).With(i);
            }
        }

        var groups = new Dictionary<ClassSet, string?> { [open] = null };
        foreach (var (name, set) in sets)
        {
            groups.TryAdd(set, name);
        }

        return groups;
    }
}
