using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>Whether the public page is open.</summary>
public sealed record PublicPageState(bool Open, string? Since);

public sealed record SwitchPublicPage(bool Open, string Reason);

/// <summary>A page of a year's released colours as everybody may read them.</summary>
public sealed record PublicColours(
    IReadOnlyList<SchemeColour> Colours, IReadOnlyList<PublicColour> Items, string? Next);

/// <summary>A released colour, and where its rating stands in the evaluation log.</summary>
public sealed record PublicColour(
    string TargetId, string Title, string? Level, string? Field, string Unit, string UnitName, string Period,
    string Colour, long Index, string LeafHash);
