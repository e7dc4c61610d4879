using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>How wide the text is in a section.</summary>
internal static class TextWidth
{
    private const int OfStandard = 8_844; // 156 mm in twentieths of a point, GB/T 9704-2012, 5.2.1

    /// <param name="following">The elements of the body from one of the section's on: the first section properties
    /// among them are the section's.</param>
    public static int Of(IEnumerable<OpenXmlElement> following)
    {
        var section = following
            .Select(e => e as SectionProperties ?? e.Descendants<SectionProperties>().FirstOrDefault())
            .FirstOrDefault(s => s is not null);
        var (page, margin) = (section?.GetFirstChild<PageSize>(), section?.GetFirstChild<PageMargin>());
        return page?.Width is { } width && margin is { Left: { } left, Right: { } right }
            && (int)(width.Value - left.Value - right.Value) is > 0 and var text
                ? text
                : OfStandard;
    }
}
