using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>What may stand in a member, for whoever wrote something else there.</summary>
internal static class ExpectedValue
{
    /// <summary>What was found and what may be written; null for a type that says it itself, and for text.</summary>
    public static Text? Of(Type type, JsonNode? found)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var quote = RefusedValueException.Quote(found?.GetValueKind() == JsonValueKind.String
            ? found.GetValue<string>()
            : found?.ToJsonString() ?? "null");
        return plain == typeof(bool) ? new($"收到“{quote}”；可填：true、false", $"is \"{quote}\"; write one of true, false")
            : plain == typeof(DateOnly)
                ? new($"收到“{quote}”；日期写作 2018-06-30", $"is \"{quote}\"; a date is written 2018-06-30")
            : plain == typeof(int)
                || plain == typeof(long) ? new($"收到“{quote}”；须为整数", $"is \"{quote}\"; write a whole number")
            : null;
    }
}
