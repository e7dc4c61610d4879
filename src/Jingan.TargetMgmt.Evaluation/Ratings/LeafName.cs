using System.Buffers.Binary;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>What an entry's bytes are remembered by: half of their leaf hash, for nobody finds others with the
/// same.</summary>
internal static class LeafName
{
    public static UInt128 Of(byte[] leafHash) => BinaryPrimitives.ReadUInt128BigEndian(leafHash);
}
