using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>How a released colour compares with the target's last one.</summary>
internal enum ColourChange
{
    Better,
    Same,
    Worse,

    /// <summary>The target has no colour before.</summary>
    New,
}

/// <summary>The last released colour before a period, and of which period of the same length and year it is.</summary>
internal sealed record LastColour(Period Period, string Colour)
{
    public static LastColour? Of(EarlierColour? earlier) =>
        earlier is null ? null : new(earlier.Period, earlier.Colour);
}
