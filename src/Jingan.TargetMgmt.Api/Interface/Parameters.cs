using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The parameters of a route: ids by their schemas, pages by their bounds.</summary>
internal static class Parameters
{
    public static void Describe(Operation operation)
    {
        foreach (var parameter in operation.Parameters)
        {
            var name = (string)parameter!["name"]!;
            var type = operation.Arguments.FirstOrDefault(a => a.Name == name)?.ParameterType;
            parameter["schema"] = (type is null ? null : Nullable.GetUnderlyingType(type) ?? type) switch
            {
                { } id when id == typeof(Period) || id == typeof(TargetId)
                    || id == typeof(UnitCode) => Schema.Reference(id.Name),
                _ when InterfaceTexts.OfParameter(operation, name)?.Schema is { } schema => schema.DeepClone(),
                _ => parameter["schema"]!.DeepClone(),
            };
        }
    }
}
