using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>The values of a measure that suggest one colour: an interval whose missing ends are infinite,
/// or one of two truth values.</summary>
internal sealed record Band(
    string Colour, decimal? From = null, bool FromExclusive = false, decimal? To = null, bool ToInclusive = false,
    bool? Is = null)
{
    public bool Contains(bool value) => Is == value;

    public bool Contains(Ratio value) => Is is null && StartsAtOrBefore(value) && EndsAtOrAfter(value);

    private bool StartsAtOrBefore(Ratio value) =>
        From is not { } from || value.CompareTo(from) is var order && (FromExclusive ? order > 0 : order >= 0);

    private bool EndsAtOrAfter(Ratio value) =>
        To is not { } to || value.CompareTo(to) is var order && (ToInclusive ? order <= 0 : order < 0);
}
