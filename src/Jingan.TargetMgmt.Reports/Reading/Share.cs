namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>A part of a whole, to four places; null where there is no whole. Shown only beside its counts and its worst member.</summary>
internal static class Share
{
    public static decimal? Of(int part, int whole) =>
        whole == 0 ? null : Math.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero);
}
