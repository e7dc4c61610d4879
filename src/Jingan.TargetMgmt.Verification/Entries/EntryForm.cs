using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Verification.Entries;

/// <summary>The form of one type of entry: the members of its record, all that have to be there, each once, in their
/// order and spelling, and no others.</summary>
/// <remarks>The log keeps the bytes, so that a second way of writing the same would be a place to hide
/// something.</remarks>
internal sealed class EntryForm
{
    private const int Version = 1;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? own;

    private readonly JsonTypeInfo _strict, _exact;

    private EntryForm(string? side, Type record, JsonTypeInfo strict, JsonTypeInfo exact) =>
        (Side, Record, _strict, _exact) = (side, record, strict, exact);

    /// <summary>The one side whose log holds such entries; null where both do.</summary>
    public string? Side { get; }

    /// <summary>The record.</summary>
    public Type Record { get; }

    /// <summary>The forms of the types of one context, which share its options.</summary>
    /// <param name="side">The one side that writes them; null where both do.</param>
    /// <param name="exact">The context as it writes entries.</param>
    /// <param name="context">The same with options of its own.</param>
    public static IEnumerable<(string Type, EntryForm Form)> Of(
        string? side, JsonSerializerContext exact, Func<JsonSerializerOptions, JsonSerializerContext> context,
        params IEnumerable<(string Type, Type Record)> types)
    {
        var options = new JsonSerializerOptions(LogEntry.NewOptions())
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
        };
        options.TypeInfoResolver = context(new(options)).WithAddedModifier(RequireWhatIsNeverNull);
        return types.Select(t =>
            (t.Type, new EntryForm(side, t.Record, options.GetTypeInfo(t.Record), exact.GetTypeInfo(t.Record)!)));
    }

    /// <inheritdoc cref="EntryTypes.Read"/>
    public ILogEntry Read(ReadOnlySpan<byte> entry)
    {
        var read = Deserialize(entry);
        var written = Write(read);
        return !written.SequenceEqual(entry) ? throw new JsonException(FirstDifference(entry, written))
            : read.V != Version ? throw new JsonException("v")
            : !UtcText.TryParse(read.At, out _) ? throw new JsonException("at")
            : read.Actor.Length == 0 ? throw new JsonException("actor")
            : read;
    }

    // The path says where; what the reader says of it names our types, which says nothing to an auditor.
    private ILogEntry Deserialize(ReadOnlySpan<byte> entry)
    {
        try
        {
            return JsonSerializer.Deserialize(entry, _strict) as ILogEntry ?? throw new JsonException("null");
        }
        catch (JsonException fault) when (fault.Path is { Length: > 2 } path)
        {
            throw new JsonException(path[2..]);
        }
    }

    // Valid until the same thread writes the next.
    private ReadOnlySpan<byte> Write(ILogEntry entry)
    {
        if (own is not var (buffer, writer))
        {
            buffer = new(4096);
            own = (buffer, writer = new(buffer, new() { Encoder = _exact.Options.Encoder, SkipValidation = true }));
        }

        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, entry, _exact);
        return buffer.WrittenSpan;
    }

    // A member that is null is left out, so that one which never is null would be missed otherwise.
    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(p =>
            p.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } parameter
            && !parameter.ParameterType.IsValueType))
        {
            member.IsRequired = true;
        }
    }

    private static string FirstDifference(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> written)
    {
        using var found = JsonDocument.Parse(entry.ToArray());
        using var expected = JsonDocument.Parse(written.ToArray());
        var members = expected.RootElement.EnumerateObject().ToList();
        var place = 0;
        foreach (var member in found.RootElement.EnumerateObject())
        {
            if (place >= members.Count || member.Name != members[place].Name
                || member.Value.GetRawText() != members[place].Value.GetRawText())
            {
                return member.Name;
            }

            place++;
        }

        return place < members.Count ? members[place].Name : "";
    }
}
