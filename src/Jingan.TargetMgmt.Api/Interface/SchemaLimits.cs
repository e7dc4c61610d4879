using System.Text.Json;
using FluentValidation;
using FluentValidation.Validators;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The limits of what is sent, as the validators have them:
/// what the document says is what is checked.</summary>
internal static class SchemaLimits
{
    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var validators = context.ApplicationServices.GetService(typeof(IValidator<>)
            .MakeGenericType(context.JsonTypeInfo.Type)) as IValidator;
        foreach (var member in validators?.CreateDescriptor().GetMembersWithValidators().ToList() ?? [])
        {
            if (schema.Properties?.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(member.Key), out var found)
                == true && found is OpenApiSchema property)
            {
                foreach (var (rule, _) in member)
                {
                    Apply(rule, property);
                }
            }
        }

        return Task.CompletedTask;
    }

    private static void Apply(IPropertyValidator rule, OpenApiSchema property)
    {
        switch (rule)
        {
            case ICountLimit count:
                property.MaxItems = count.Most;
                break;
            case ILengthValidator length:
                (property.MaxLength, property.MinLength) =
                    (length.Max, length.Min > 0 ? length.Min : property.MinLength);
                break;
            case IRegularExpressionValidator expression:
                property.Pattern = expression.Expression.Replace("\\z", "$", StringComparison.Ordinal);
                break;
            case IBetweenValidator between:
                (property.Minimum, property.Maximum) = ($"{between.From}", $"{between.To}");
                break;
        }
    }
}
