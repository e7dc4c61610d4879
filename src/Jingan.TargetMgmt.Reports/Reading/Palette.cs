using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>The colours a report shows, best first: the scheme's, and any other that a rating in it carries.</summary>
internal sealed class Palette
{
    private readonly Dictionary<string, SchemeColour> byCode;
    private readonly IReadOnlySet<string> betterHalf;
    private readonly Dictionary<string, int> ranks;

    public Palette(IReadOnlyList<SchemeColour> scheme, IEnumerable<string> used)
    {
        // A correction may have been made under another scheme. Its colour must not drop out of the counts,
        // so it is shown by its code and ranked last.
        var rank = scheme.Select(c => c.Rank).DefaultIfEmpty(-1).Max() + 1;
        var strays = used.Except(scheme.Select(c => c.Code)).Order(StringComparer.Ordinal)
            .Select(code => Stray(code, rank));
        Colours = [.. scheme.OrderBy(c => c.Rank), .. strays];
        byCode = Colours.ToDictionary(c => c.Code);
        betterHalf = scheme.BetterHalf();
        ranks = scheme.ToDictionary(c => c.Code, c => c.Rank);
    }

    public IReadOnlyList<SchemeColour> Colours { get; }

    public SchemeColour this[string code] => byCode[code];

    /// <summary>A colour of this scheme or, by its code alone, of another one.</summary>
    public SchemeColour ColourOf(string code) => byCode.GetValueOrDefault(code) ?? Stray(code, Colours.Count);

    /// <summary>The name of the colour of a suggestion, which may be one that no rating carries.</summary>
    public string NameOf(string code) => byCode.GetValueOrDefault(code)?.ToChinese() ?? code;

    /// <summary>How a colour compares with the last one by their ranks in the scheme; null where there is no colour, or
    /// one of the two is of another scheme, which has no rank in this one.</summary>
    public ColourChange? ChangeOf(string? last, string? colour) =>
        colour is null ? null
        : last is null ? ColourChange.New
        : !ranks.TryGetValue(last, out var before) || !ranks.TryGetValue(colour, out var now) ? null
        : now < before ? ColourChange.Better
        : now > before ? ColourChange.Worse
        : ColourChange.Same;

    private static SchemeColour Stray(string code, int rank) => new(code, code, "", "", "", "#000000", rank);

    /// <summary>Whether a colour is in the worse half of the scheme; of an odd number the middle one is.</summary>
    public bool NeedsAttention(string code) => !betterHalf.Contains(code);
}
