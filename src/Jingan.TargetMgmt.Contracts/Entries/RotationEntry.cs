using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>Entry type <c>rotation</c>: the log's name and key change over.</summary>
/// <param name="Next">In the last entry under a key: what follows.</param>
/// <param name="Previous">In the first entry under the following key: what was before.</param>
public sealed record RotationEntry(int V, string Type, string At, string Actor, LogName? Next, LogName? Previous)
    : ILogEntry
{
    /// <summary>The entry's <c>type</c>.</summary>
    public const string TypeName = "rotation";

    internal static RotationEntry Of(
        string at, LogName? next, LogName? previous) => new(1, TypeName, at, "operator", next, previous);
}

/// <summary>A log's origin and verifier key.</summary>
/// <param name="Origin">The name in its checkpoints.</param>
/// <param name="Key">The key as the tlog tools write it, vkey (C2SP signed-note).</param>
public sealed record LogName(string Origin, string Key);

/// <summary>The pinned format of rotation entries, in both logs.</summary>
[JsonSerializable(typeof(RotationEntry))]
public sealed partial class RotationEntries : JsonSerializerContext
{
    /// <summary>Writes and reads them.</summary>
    public static readonly RotationEntries Format = new(LogEntry.NewOptions());
}
