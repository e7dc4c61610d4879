using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Government.Store;

/// <summary>Node states as the text of a column.</summary>
internal static class NodesText
{
    public static string Write(IReadOnlyList<NodeState> nodes) =>
        JsonSerializer.Serialize(nodes, GovernmentEntries.Format.IReadOnlyListNodeState);

    public static IReadOnlyList<NodeState> Read(string text) =>
        JsonSerializer.Deserialize(text, GovernmentEntries.Format.IReadOnlyListNodeState)!;
}
