using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api;

/// <summary>The OpenAPI document at /openapi/v1.json and its UI at /swagger; both are public.</summary>
internal static class InterfaceDocument
{
    public static void AddInterfaceDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // Slices name their records Request and Response; with the slice in front the names are unique.
        options.CreateSchemaReferenceId = info => OpenApiOptions.CreateDefaultSchemaReferenceId(info) is { } name && info.Type.DeclaringType is { } slice
            ? slice.Name + name
            : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "静安区目标管理 · Jingan.TargetMgmt", Version = "v1", Description = "目标、进展填报与第三方评估。Targets, progress, and an independent evaluation." };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [AccessTokenHandler.SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "jtm token add" },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference(AccessTokenHandler.SchemeName, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // The converter that refuses hidden characters hides from the document what it converts.
            if (context.JsonTypeInfo.Type == typeof(string) && schema.Type is null)
            {
                schema.Type = context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(EnumSchema.ListValuesAsync);
        options.AddOperationTransformer(DescribeWritesAsync);
    });

    public static void UseInterfacePages(this WebApplication app) => app.UseSwaggerUI(ui =>
    {
        ui.SwaggerEndpoint("/openapi/v1.json", "v1");
        ui.DocumentTitle = "静安区目标管理";
    });

    public static void MapInterfaceDocument(this WebApplication app)
    {
        // Built once: it is public, takes a tenth of a second to build, and is the same for everybody until the next start.
        var document = new Lazy<Task<byte[]>>(() => BuildAsync(app.Services));
        app.MapGet("/openapi/v1.json", async (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=300";
            return TypedResults.Bytes(await document.Value, "application/json; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/", () => TypedResults.Redirect("/swagger")).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<byte[]> BuildAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync(CancellationToken.None);
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return text.ToArray();
    }

    // Every write takes the same header and query, and answers with a receipt beside its own members.
    private static async Task DescribeWritesAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AllowedRoles>().LastOrDefault() is not { IsWrite: true })
        {
            return;
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesMedia>().LastOrDefault() is { } takes)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = takes.Types.ToDictionary(t => t, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Description = takes.Description } }),
            };
        }

        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
        });
        operation.Parameters.Add(new OpenApiParameter { Name = "dryRun", In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean } });
        var receipt = await context.GetOrCreateSchemaAsync(typeof(Receipt), null, ct);
        foreach (var content in (operation.Responses ?? []).Where(r => r.Key is "200" or "201").SelectMany(r => r.Value.Content?.Values ?? []))
        {
            content.Schema = new OpenApiSchema
            {
                AllOf = [content.Schema!, new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["receipt"] = receipt } }],
            };
        }
    }
}
