using System.Reflection;
using System.Text.Json;
using Jingan.TargetMgmt.Api.Doors;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Assets;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Pages;

/// <summary>The web app: its files, and its first page at <c>/</c> and at every address of its own.</summary>
internal static class WebApp
{
    private const string FirstPage = "index.html", SettingsFile = "/appsettings.json";

    private static readonly JsonSerializerOptions Named = new();

    // Scripts only from here, and WebAssembly; styles only from here; nothing from any other host; nobody frames it.
    // A long list says in an element's own style how high the rows are that it does not draw.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        + "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none';";

    private static readonly string[] Programs =
        ["/api", "/logs", "/openapi", "/swagger", "/health", "/demo", "/_framework"];

    // A service within another program, such as a test, has no app.
    internal static readonly bool IsHere = Assembly.GetEntryAssembly() == typeof(WebApp).Assembly;

    /// <summary>Finds the app's files where a build leaves them; a published service has them beside it.</summary>
    public static void UseWebAppFiles(this WebApplicationBuilder builder)
    {
        if (IsHere)
        {
            StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        }
    }

    /// <summary>Answers a person who asks for a page of the app, or for <c>/</c>.</summary>
    public static void UseWebAppPages(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        var options = app.Services.GetRequiredService<IOptions<PagesOptions>>().Value;
        var provider = app.Services.GetRequiredService<IOptions<OidcOptions>>().Value;
        var settings = AppSettings.Of(options, provider);
        var policy = string.Join(' ', [ContentPolicy, "connect-src 'self'", .. settings.Others]);
        var version = AppVersion.Of(ManifestOf(app));
        var page = version.FirstPage(files.GetFileInfo(FirstPage));
        app.Use(async (http, next) =>
        {
            version.Tell(http.Response);
            if (http.Request.Path == SettingsFile && HttpMethods.IsGet(http.Request.Method) && settings.Others.Any())
            {
                http.Response.Headers.CacheControl = "no-cache";
                await http.Response.WriteAsJsonAsync(settings, Named);
            }
            else if (!IsPage(http))
            {
                await next(http);
            }
            else if (page is not null)
            {
                await SendAsync(http.Response, page, policy);
            }
            else if (http.Request.Path == "/")
            {
                http.Response.Redirect("/swagger"); // a build without the app
            }
            else
            {
                await next(http);
            }
        });
    }

    /// <summary>Finds the app's files by their addresses, once the first of them is asked for.</summary>
    public static void UseWebAppRoutes(this WebApplication app) => app.UseWebAppRoutes(
        ManifestOf(app), app.Services.GetRequiredService<IOptions<DoorOptions>>().Value.FileTimeout);

    // What the build says of the app's files: their names, forms and hashes.
    private static FileInfo? ManifestOf(WebApplication app) =>
        IsHere ? AppManifest.Of(AppContext.BaseDirectory, app.Environment.ApplicationName) : null;

    private static bool IsPage(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && (http.Request.Path == "/" || http.Request.Path == "/" + FirstPage
            || (http.GetEndpoint() is null && !Path.HasExtension(http.Request.Path)
                && !Programs.Any(p => http.Request.Path.StartsWithSegments(p))
                && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)));

    private static async Task SendAsync(HttpResponse response, byte[] page, string policy)
    {
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ContentSecurityPolicy = policy;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(page, response.HttpContext.RequestAborted);
        }
    }
}
