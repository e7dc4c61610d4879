using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Public;

/// <summary>A released rating in force as the public page shows it. Nothing in it names a person, and nothing is in
/// anybody's words but the target's title.</summary>
/// <param name="Title">The target's title as it was judged.</param>
/// <param name="Level">The level of the version that was judged; null where this side knows no such version.</param>
/// <param name="Field">Its field, likewise.</param>
/// <param name="Unit">The unit that led the target when it was rated.</param>
/// <param name="UnitName">That unit's name then.</param>
/// <param name="Index">Where the rating stands in the evaluation log.</param>
/// <param name="LeafHash">Its leaf hash there.</param>
internal sealed record PublicRating(
    TargetId TargetId, string Title, TargetLevel? Level, string? Field, UnitCode Unit, string UnitName, Period Period,
    string Colour, long Index, string LeafHash);

/// <summary>A page of the released colours of a year.</summary>
/// <param name="Colours">What the colours of the year mean, on every page.</param>
/// <param name="Items">The ratings in force, by period and target.</param>
/// <param name="Next">What to send as <c>after</c>; null on the last page.</param>
internal sealed record PublicRatingPage(
    IReadOnlyList<SchemeColour> Colours, IReadOnlyList<PublicRating> Items, string? Next);
