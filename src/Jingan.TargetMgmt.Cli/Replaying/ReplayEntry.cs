using System.Text.Json;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Cli.Verifying;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Replaying;

/// <summary>Entry type <c>target</c>: one version of a target.</summary>
internal sealed record LoggedTarget(long Version, Target Target) : LoggedEntry;

/// <summary>Entry type <c>unit</c>: one version of a unit.</summary>
internal sealed record LoggedUnit(long Version, Unit Unit) : LoggedEntry;

/// <summary>Entry type <c>progress</c>, as far as a suggestion looks at it.</summary>
internal sealed record LoggedProgress(
    TargetId TargetId, Period Period, UnitCode Unit, bool NoChange, decimal? Value = null, IReadOnlyList<NodeState>? Nodes = null) : LoggedEntry;

/// <summary>Entry type <c>period-opened</c>: a log of this size holds what counts for the period.</summary>
internal sealed record LoggedOpening(Period Period, long LogSize) : LoggedEntry;

/// <summary>Entry type <c>period-closed</c>: a log of this size holds the period's facts.</summary>
internal sealed record LoggedClose(Period Period, long LogSize) : LoggedEntry;

/// <summary>Entry type <c>scheme</c>: the document, whole.</summary>
internal sealed record LoggedScheme(string Version, JsonElement Document) : LoggedEntry;

/// <summary>Entry type <c>rating</c> or <c>second-mark</c>, as far as it is replayed.</summary>
/// <param name="Inputs">What the suggestion was computed from, character for character.</param>
/// <param name="FactsSize">Size of the government log when the facts were read; null in entries of before it was recorded.</param>
internal sealed record LoggedSuggestion(
    Period Period, TargetId TargetId, long TargetVersion, string Colour, string Scheme, JsonElement Inputs, string Jws, string? Class = null, string? Suggested = null,
    long? FactsSize = null) : LoggedEntry
{
    /// <summary>A second mark is never in force; what it was suggested is replayed all the same.</summary>
    [JsonIgnore]
    public bool IsSecondMark { get; init; }

    /// <summary>Index of the report that was judged, as signed; null where there was none, or the signature cannot be read, which a verification tells.</summary>
    public long? ReadBasis()
    {
        try
        {
            return CompactJws.TryParse(Jws, out var jws) ? Read<SignedBasis>(jws.Payload).Basis?.Index : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record SignedBasis(LogEntryRef? Basis = null);
}

/// <summary>Reads what a replay takes from either log.</summary>
internal static class ReplayEntry
{
    public static LoggedEntry? Read(string type, ReadOnlySpan<byte> entry, long index, Findings findings)
    {
        try
        {
            return type switch
            {
                "target" => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedTarget),
                "unit" => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedUnit),
                "progress" => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedProgress),
                "period-opened" => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedOpening),
                "period-closed" => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedClose),
                "scheme" => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedScheme),
                EntryType.Rating => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedSuggestion),
                EntryType.SecondMark => JsonSerializer.Deserialize(entry, ReplayFormat.Lenient.LoggedSuggestion)! with { IsSecondMark = true },
                _ => null,
            };
        }
        catch (JsonException fault)
        {
            findings.AddDamage(index, new(
                $"第 {index} 条（{type}）的内容不合格式：{fault.Message}", $"entry {index} ({type}) does not have its form: {fault.Message}"));
            return null;
        }
    }

    /// <summary>The bytes that the service logs as a rating's inputs.</summary>
    public static byte[] BytesOf(SuggestionInputs inputs) => JsonSerializer.SerializeToUtf8Bytes(inputs, ReplayFormat.Exact.SuggestionInputs);
}

/// <summary>The pinned format of both logs: leniently, what a replay reads of it; exactly, what it compares.</summary>
[JsonSerializable(typeof(LoggedTarget))]
[JsonSerializable(typeof(LoggedUnit))]
[JsonSerializable(typeof(LoggedProgress))]
[JsonSerializable(typeof(LoggedOpening))]
[JsonSerializable(typeof(LoggedClose))]
[JsonSerializable(typeof(LoggedScheme))]
[JsonSerializable(typeof(LoggedSuggestion))]
[JsonSerializable(typeof(SuggestionInputs))]
internal sealed partial class ReplayFormat : JsonSerializerContext
{
    public static readonly ReplayFormat Exact = new(LogEntry.NewOptions());

    public static readonly ReplayFormat Lenient = new(new JsonSerializerOptions(LogEntry.NewOptions())
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    });
}
