using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>Kind and direction of a target: what decides which measures it has.</summary>
internal readonly record struct TargetShape(TargetKind Kind, Direction? Direction)
{
    public static IReadOnlyList<TargetShape> All { get; } =
    [
        .. Enum.GetValues<Direction>().Select(d => new TargetShape(TargetKind.Quantitative, d)),
        new(TargetKind.Milestone, null), new(TargetKind.Qualitative, null),
    ];

    /// <summary>Whether such a target can be reached. One without number and nodes never counts as reached, see
    /// <see cref="Suggestions.ClassDecision"/>.</summary>
    public bool CanBeReached => Kind != TargetKind.Qualitative;

    /// <summary>Whether such a target, once reported on, has a value of the measure.</summary>
    public bool Has(SchemeMeasure measure) => measure switch
    {
        SchemeMeasure.K or SchemeMeasure.GapPoints =>
            Direction is Contracts.Direction.Increase or Contracts.Direction.Decrease,
        SchemeMeasure.Distance => Direction is Contracts.Direction.NotExceed or Contracts.Direction.Maintain,
        SchemeMeasure.OverdueDays => Kind == TargetKind.Milestone,
        SchemeMeasure.Reached => CanBeReached,
        _ => false,
    };

    public bool IsFor(Applies applies) =>
        (applies.Kind is null || applies.Kind == Kind)
        && (applies.Direction is null || (Direction is { } direction && applies.Direction.Contains(direction)));
}
