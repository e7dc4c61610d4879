using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The values of enums in the interface document: a converter of our own (<see cref="ListedEnumConverter"/>) does not tell it.</summary>
internal static class EnumSchema
{
    public static Task ListValuesAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } listed)
        {
            schema.Enum = [.. ListedEnumConverter.TextsOf(listed).Select(text => (JsonNode)text), .. listed == type ? (JsonNode[])[] : [JsonNullSentinel.JsonNull]];
        }

        return Task.CompletedTask;
    }
}
