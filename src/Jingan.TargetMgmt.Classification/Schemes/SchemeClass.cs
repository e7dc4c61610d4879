using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>What a class 分类 looks at. Better is larger for <see cref="K"/>, smaller for the other numbers.</summary>
internal enum SchemeMeasure
{
    K,
    GapPoints,
    Distance,
    OverdueDays,
    Reached,
    Judgement,
}

/// <summary>A class 分类 of targets: whom it is for, what it measures, which value suggests which colour.</summary>
internal sealed record SchemeClass(string Name, Applies Applies, SchemeMeasure Measure, IReadOnlyList<Band> Bands);

/// <summary>The targets that a class is for, and the situation. A condition that is null always holds.</summary>
internal sealed record Applies(
    TargetKind? Kind = null,
    IReadOnlyList<Direction>? Direction = null,
    IReadOnlyList<TargetNature>? Nature = null,
    IReadOnlyList<string>? Field = null,
    IReadOnlyList<TargetId>? Targets = null,
    bool? Reached = null,
    bool? LastPeriod = null)
{
    public bool Holds(Target target, bool reached, bool lastPeriod) =>
        (Kind is null || Kind == target.Kind)
        && (Direction is null || (target.Direction is { } direction && Direction.Contains(direction)))
        && (Nature is null || Nature.Contains(target.Nature))
        && (Field is null || Field.Contains(target.Field))
        && (Targets is null || Targets.Contains(target.Id))
        && (Reached is null || Reached == reached)
        && (LastPeriod is null || LastPeriod == lastPeriod);
}
