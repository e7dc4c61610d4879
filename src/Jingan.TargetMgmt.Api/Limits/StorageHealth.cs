namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>How much is free where a side keeps its data.</summary>
/// <param name="Side">Which side.</param>
/// <param name="FreeMegabytes">The least of its folders; null where that cannot be found out.</param>
/// <param name="RefusedBelowMegabytes">With less it takes no writes.</param>
/// <param name="IsLow">Whether that is so.</param>
internal sealed record StorageHealth(string Side, long? FreeMegabytes, long RefusedBelowMegabytes, bool IsLow);
