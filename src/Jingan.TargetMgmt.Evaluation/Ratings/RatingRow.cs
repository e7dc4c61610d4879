using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>A stored rating as it is read: its bytes are those that were logged, and the columns beside them say what
/// was signed. Else nobody is shown it.</summary>
internal static class RatingRow
{
    /// <exception cref="DoubtException">The entry is not what was logged, or is no rating.</exception>
    public static (RatingEntry Entry, RatingClaims Claims) Read(long index, byte[] leafHash, byte[] data)
    {
        RequireHash(index, leafHash, data);
        var entry = JsonSerializer.Deserialize(data, EvaluationEntries.Format.RatingEntry)!;
        return entry.Type == RatingClaims.TypeName
            ? (entry, RatingClaims.FromLog(entry.Jws))
            : throw new DoubtException(new(
                $"第 {index} 条记录不是评定，却被列为评定", $"entry {index} is no rating, and a row says that it is"));
    }

    /// <exception cref="DoubtException">The bytes are not those that were logged.</exception>
    public static void RequireHash(long index, byte[] leafHash, byte[] data)
    {
        if (!MerkleTree.HashLeaf(data).AsSpan().SequenceEqual(leafHash))
        {
            throw new DoubtException(new(
                $"第 {index} 条记录与其哈希不符：记录被改动", $"entry {index} does not match its hash: it was altered"));
        }
    }

    /// <exception cref="DoubtException">A column says something else than what was signed.</exception>
    public static void Compare(
        long index, (TargetId Target, Period Period, string Colour) signed, string targetId, string period,
        string colour)
    {
        if (signed.Target.Value != targetId || signed.Period.Value != period || signed.Colour != colour)
        {
            throw new DoubtException(new(
                $"第 {index} 条评定签的是 {signed.Target} {signed.Period} {signed.Colour}，数据行却为 "
                    + $"{targetId} {period} {colour}：数据行被改动",
                $"rating {index} was signed as {signed.Target} {signed.Period} {signed.Colour}, its row "
                    + $"says {targetId} {period} {colour}: the row was altered"));
        }
    }
}
