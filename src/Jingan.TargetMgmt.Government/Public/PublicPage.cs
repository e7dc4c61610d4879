namespace Jingan.TargetMgmt.Government.Public;

/// <summary>The public page 公开页: whether anybody may read the released colours without a token.</summary>
/// <param name="Open">Whether it is open; closed until the office opens it.</param>
/// <param name="Since">When the office switched it to that, UTC; null where it never did.</param>
internal sealed record PublicPage(bool Open, string? Since);

/// <summary>A switch of the public page as it is stored.</summary>
/// <param name="Version">1 for the first; each switch counts up.</param>
/// <param name="Index">Where it stands in the government log.</param>
internal sealed record PublicPageSwitch(long Version, bool Open, string At, long Index);
