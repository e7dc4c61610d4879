using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Notices.Word;

internal static class WordColour
{
    /// <summary>A colour's six digits, as Word writes them.</summary>
    public static string ToFill(this SchemeColour colour) => colour.Hex.TrimStart('#').ToUpperInvariant();
}
