using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>The keys that a log names itself: checkpoints from before a change-over, or before an adoption, are signed
/// by them.</summary>
internal static class LogKeys
{
    /// <summary>Adds the keys that an entry names.</summary>
    public static void Add(byte[] entry, ICollection<VerifierKey> keys)
    {
        foreach (var name in NamesIn(entry))
        {
            if (name is not null && VerifierKey.TryParse(name.Key, out var key, out _)
                && keys.All(k => k.ToString() != name.Key))
            {
                keys.Add(key);
            }
        }
    }

    private static LogName?[] NamesIn(byte[] entry)
    {
        if (entry.AsSpan().StartsWith("""{"v":1,"type":"rotation","""u8))
        {
            var rotation = JsonSerializer.Deserialize(entry, RotationEntries.Format.RotationEntry)!;
            return [rotation.Previous, rotation.Next];
        }

        return entry.AsSpan().StartsWith("""{"v":1,"type":"adoption","""u8)
            ? [JsonSerializer.Deserialize(entry, AdoptionEntries.Format.AdoptionEntry)!.Previous]
            : [];
    }
}
