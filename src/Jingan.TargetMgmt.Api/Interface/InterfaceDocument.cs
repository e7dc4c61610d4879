using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The OpenAPI document at /openapi/v1.json, Chinese or with ?lang=en English, and its UI at /swagger;
/// both are public.</summary>
/// <remarks>The framework describes the types. What routes do beyond that follows here,
/// from the routes' own metadata and from one table of texts.</remarks>
internal static class InterfaceDocument
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Its scripts and styles come from here; it writes styles into its elements, and has its pictures in its styles.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddInterfaceDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = new SchemaNames().Of;
        options.AddSchemaTransformer(SchemaTypes.CompleteAsync);
        options.AddSchemaTransformer(SchemaLimits.ApplyAsync);
        options.AddSchemaTransformer(AlwaysWritten.NoteAsync);
    });

    public static void UseInterfacePages(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/swagger"))
            {
                http.Response.Headers.ContentSecurityPolicy = PagePolicy;
                http.Response.Headers.CacheControl = "no-cache";
            }

            return next(http);
        });
        app.UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint("/openapi/v1.json", "中文");
            ui.SwaggerEndpoint("/openapi/v1.json?lang=en", "English");
            ui.DocumentTitle = "静安区目标管理";
        });
    }

    public static void MapInterfaceDocument(this WebApplication app)
    {
        // Built once: it is public, takes a tenth of a second to build,
        // and is the same for everybody until the next start.
        var chinese = new Lazy<Task<byte[]>>(() => BuildAsync(app.Services, isEnglish: false));
        var english = new Lazy<Task<byte[]>>(() => BuildAsync(app.Services, isEnglish: true));
        app.MapGet("/openapi/v1.json", async Task<IResult> (HttpContext http) =>
        {
            var language = http.Request.Query["lang"];
            if (language.Count > 1 || language is [not ("zh" or "en")])
            {
                return Problem.Invalid("/lang", new("须为 zh 或 en", "must be zh or en"));
            }

            http.Response.Headers.CacheControl = "public, max-age=300";
            return TypedResults.Bytes(await (language is ["en"] ? english : chinese).Value,
                "application/json; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<byte[]> BuildAsync(IServiceProvider services, bool isEnglish)
    {
        await using var scope = services.CreateAsyncScope();
        var described = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1")
            .GetOpenApiDocumentAsync(CancellationToken.None);
        using var text = new MemoryStream();
        await described.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);

        var document = JsonNode.Parse(text.ToArray())!.AsObject();
        var operations = Operation.Of(document, services.GetRequiredService<EndpointDataSource>());
        SharedParts.AddTo(document);
        foreach (var operation in operations)
        {
            Parameters.Describe(operation);
            Bodies.Describe(operation);
        }

        AlwaysWritten.Require(document, operations);
        foreach (var operation in operations)
        {
            Writes.Describe(operation, document);
            Problems.Describe(operation);
            Headers.Describe(operation);
        }

        InterfaceTexts.Apply(document, operations, isEnglish);
        Examples.Apply(document, operations);
        foreach (var (_, schema) in Schema.All(document))
        {
            schema!.AsObject().Remove(Schema.WrittenOf);
        }

        return JsonSerializer.SerializeToUtf8Bytes(document, Compact);
    }
}
