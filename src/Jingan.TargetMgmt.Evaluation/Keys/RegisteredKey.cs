using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Evaluation.Keys;

/// <summary>A key as it was registered. A signature counts by what the entry says; the row only finds it, for whoever
/// has the database could write his own key there.</summary>
internal static class RegisteredKey
{
    /// <returns>The key's text.</returns>
    /// <exception cref="DoubtException">The row's key is not the entry's,
    /// or the entry is not what was logged.</exception>
    public static string Require(string kid, string publicKey, long index, byte[] leafHash, byte[] data) =>
        MerkleTree.HashLeaf(data).AsSpan().SequenceEqual(leafHash)
        && JsonSerializer.Deserialize(
            data, EvaluationEntries.Format.AssessorEntry) is { Type: "assessor", PublicKey: { } registered } entry
        && entry.Kid == kid && JsonSerializer.Serialize(registered, WireJson.Options) == publicKey
            ? publicKey
            : throw new DoubtException(new(
                $"assessor：密钥 {kid} 不是第 {index} 条记录所登记的：数据行或记录被改动",
                $"assessor: the key {kid} is not the one that entry {index} registered: the row or the entry was "
                    + "altered"));
}
