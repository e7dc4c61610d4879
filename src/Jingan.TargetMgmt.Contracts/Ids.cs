using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>Identifies a target 目标, such as <c>JA2018-001</c>: 4 to 32 characters of <c>A–Z 0–9 -</c>.</summary>
/// <param name="Value">The canonical text; the same in URLs, JSON, SQL and log entries.</param>
[JsonConverter(typeof(IdConverter<TargetId>))]
public readonly record struct TargetId(string Value) : IParsable<TargetId>
{
    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TargetId result)
    {
        result = new(s ?? "");
        return s is { Length: >= 4 and <= 32 } && s[0] != '-'
            && s.All(c => c is '-' or >= '0' and <= '9' or >= 'A' and <= 'Z');
    }

    /// <inheritdoc/>
    public static TargetId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not a target id.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Identifies a unit 单位 (department or subdistrict), such as <c>JD-BEIZHAN</c>:
/// 1 to 32 characters of <c>A–Z a–z 0–9 - _</c>, case-sensitive.</summary>
/// <param name="Value">The canonical text.</param>
[JsonConverter(typeof(IdConverter<UnitCode>))]
public readonly record struct UnitCode(string Value) : IParsable<UnitCode>
{
    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UnitCode result)
    {
        result = new(s ?? "");
        return s is { Length: >= 1 and <= 32 } && char.IsAsciiLetterOrDigit(s[0])
            && s.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }

    /// <inheritdoc/>
    public static UnitCode Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var code) ? code : throw new FormatException($"'{s}' is not a unit code.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Writes an id as its text; a text that is no such id is a <see cref="RefusedValueException"/> with the
/// member's path.</summary>
/// <typeparam name="T">The id type.</typeparam>
public sealed class IdConverter<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.GetString() is var text && T.TryParse(text, null, out var id) ? id
        : throw new RefusedValueException(Correct(text!));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    private static Text Correct(string found) => typeof(T) == typeof(Period) ? PeriodSpelling.Correct(found)
        : typeof(T) == typeof(TargetId) ? new(
            $"收到“{RefusedValueException.Quote(found)}”；目标编号为 4–32 位大写字母、数字和连字符，如 JA2018-028",
            $"is \"{RefusedValueException.Quote(found)}\"; a target id has 4 to 32 capitals, digits and hyphens, "
                + "such as JA2018-028")
        : new(
            $"收到“{RefusedValueException.Quote(found)}”；单位代码为 1–32 位字母、数字、- 或 _，如 LSJ",
            $"is \"{RefusedValueException.Quote(found)}\"; a unit code has 1 to 32 letters, digits, - and _, such as "
                + "LSJ");
}
