using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>How log entries become bytes: <c>{"v":1,"type":"…","at":"…","actor":"…",…}</c> in UTF-8,
/// members in the order of the entry record.</summary>
public static class LogEntry
{
    /// <summary>Longest entry: tlog-tiles entry bundles prefix each entry with a 16-bit length.</summary>
    public const int MaxLength = 65_535;

    /// <summary>Options for the source-generated context of a side's entries. Chinese stays readable,
    /// absent members are left out.</summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The exact bytes that are hashed and stored; never re-serialised afterwards.</summary>
    public static byte[] ToBytes<T>(T entry, JsonTypeInfo<T> format) =>
        JsonSerializer.SerializeToUtf8Bytes(entry, format);
}
