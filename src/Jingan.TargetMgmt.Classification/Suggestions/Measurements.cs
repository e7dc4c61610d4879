using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>What can be measured on a target at a cut-off; null where the target's kind or direction, or a missing
/// report, leaves nothing to measure.</summary>
internal sealed record Measurements
{
    public static readonly Measurements None = new();

    /// <summary>The planned value in millionths.</summary>
    public Ratio? Planned { get; init; }

    /// <summary>Completion against plan.</summary>
    public Ratio? K { get; init; }

    /// <summary>How many points of the way from baseline to target are missing against plan.</summary>
    public Ratio? GapPoints { get; init; }

    /// <summary>How far beyond a ceiling or below a floor, as a share of it.</summary>
    public Ratio? Distance { get; init; }

    /// <summary>Days by which the worst open node is overdue: 1 at the end of its due day,
    /// 0 where no due node is open.</summary>
    public int? OverdueDays { get; init; }

    /// <summary>The code of that node.</summary>
    public string? WorstNode { get; init; }

    /// <summary>Whether the yearly target is met.</summary>
    public bool? Reached { get; init; }

    /// <summary>What the bands of a class are compared with; null where the measure is no number,
    /// or there is nothing to measure.</summary>
    public Ratio? NumberOf(SchemeMeasure? measure) => measure switch
    {
        SchemeMeasure.K => K,
        SchemeMeasure.GapPoints => GapPoints,
        SchemeMeasure.Distance => Distance,
        SchemeMeasure.OverdueDays => OverdueDays is { } days ? Ratio.Of(days, 1) : null,
        _ => null,
    };

    /// <summary>The colour of the first band that holds what the class measures; null where none does.</summary>
    public string? ColourIn(SchemeClass @class)
    {
        var number = NumberOf(@class.Measure);
        var band = @class.Measure == SchemeMeasure.Reached
            ? @class.Bands.FirstOrDefault(b => Reached is { } reached && b.Contains(reached))
            : @class.Bands.FirstOrDefault(b => number is { } value && b.Contains(value));
        return band?.Colour;
    }
}
