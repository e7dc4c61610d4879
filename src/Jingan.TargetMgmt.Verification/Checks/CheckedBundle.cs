using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What up to 256 neighbouring entries came to.</summary>
/// <param name="Index">The bundle's and tile's index.</param>
/// <param name="Leaves">Leaf hashes, recomputed from the entries; where these were not read,
/// as the tile has them.</param>
/// <param name="Root">Root of the complete tile; null when it is not complete.</param>
/// <param name="WasRead">Whether the entries were there to be read.</param>
/// <param name="Types">How many there are of each type.</param>
/// <param name="Entries">Those whose content is checked, with their indexes.</param>
internal sealed record CheckedBundle(
    long Index, byte[] Leaves, byte[]? Root, bool WasRead, IReadOnlyDictionary<string, int> Types,
    IReadOnlyList<(long Index, ILogEntry Entry)> Entries)
{
    /// <summary>When the entries were made; null where they were not read.</summary>
    public BundleTimes? Times { get; init; }
}
