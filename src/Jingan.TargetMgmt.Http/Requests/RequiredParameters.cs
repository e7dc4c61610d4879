using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>Parameters that have to be there. One that is named without a value, <c>?period=</c>, the framework takes
/// for its type's default, which is no period and no year.</summary>
public static class RequiredParameters
{
    /// <summary>Refuses a request that names one without a value, as it would be refused without the name.</summary>
    public static Task RefuseEmptyAsync(HttpContext http, RequestDelegate next) =>
        EmptyIn(http) is { } name ? MalformedParameters.Of(name, "", found: null).ExecuteAsync(http) : next(http);

    private static string? EmptyIn(HttpContext http) => http.Request.QueryString.HasValue
        && http.Request.Query.Any(q => string.IsNullOrEmpty(q.Value))
        ? http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(p => !p.IsOptional && p.HasTryParse && http.Request.Query.TryGetValue(p.Name, out var value)
                && string.IsNullOrEmpty(value))
            .Select(p => p.Name)
            .FirstOrDefault()
        : null;
}
