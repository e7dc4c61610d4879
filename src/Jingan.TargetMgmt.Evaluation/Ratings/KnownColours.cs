using System.Collections.Concurrent;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>What the bytes of ratings said that were read before, so that a view of a year does not take every entry
/// apart again. The leaf hash stands for all of the bytes; whether the signature is good is asked elsewhere.</summary>
internal static class KnownColours
{
    // Four years of a thousand targets; half a kilobyte each.
    private const int MostKept = 50_000;

    private static readonly ConcurrentDictionary<UInt128, KnownColour> Known = [];

    /// <summary>What is known; null where the bytes were not read before.</summary>
    /// <param name="leafHash">Of the bytes that were just read, and compared with them.</param>
    public static KnownColour? Find(byte[] leafHash) => Known.GetValueOrDefault(LeafName.Of(leafHash));

    public static void Keep(byte[] leafHash, string kid, ReleasedColour colour)
    {
        if (Known.Count >= MostKept)
        {
            Known.Clear();
        }

        Known[LeafName.Of(leafHash)] = new(kid, colour);
    }
}

/// <summary>What a rating's bytes say.</summary>
/// <param name="Kid">The key that they name as the signer's.</param>
/// <param name="Colour">The colour; its index, lead unit and whether it is a correction are of the row, not of the
/// bytes.</param>
internal sealed record KnownColour(string Kid, ReleasedColour Colour);
