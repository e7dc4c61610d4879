namespace Jingan.TargetMgmt.Api.Pages;

/// <summary>The web app's files, compressed as the build left them and named by what is in them. Each is a route, and
/// there are hundreds: they are made when the first of them is asked for, so that no start waits for them.</summary>
internal static class WebAppFiles
{
    /// <summary>Finds the file of an address that is no other route's. Whatever follows treats it as any route: its
    /// time, who may ask for it, what is told with the answer.</summary>
    /// <param name="app">The service, after its own routing.</param>
    /// <param name="manifest">What the build says of the files; there are none without it.</param>
    /// <param name="time">How long an answer may take: over a slow line as long as any file.</param>
    public static void UseWebAppRoutes(this IApplicationBuilder app, FileInfo? manifest, TimeSpan time)
    {
        if (manifest is not { Exists: true })
        {
            return;
        }

        RequestDelegate? find = null;
        object? making = null;
        app.Use((http, next) => http.GetEndpoint() is null ? FindAsync(http, next) : next(http));

        async Task FindAsync(HttpContext http, RequestDelegate next)
        {
            await LazyInitializer.EnsureInitialized(
                ref find, ref making, () => Routes(app.ApplicationServices, manifest.FullName, time))(http);
            await next(http);
        }
    }

    // A routing that finds and does not answer: it ends before the endpoints, which the service's own pipeline runs.
    private static RequestDelegate Routes(IServiceProvider services, string manifest, TimeSpan time)
    {
        var routes = new ApplicationBuilder(services);
        routes.UseRouting();
        routes.Run(_ => Task.CompletedTask);
        routes.UseEndpoints(e => e.MapStaticAssets(manifest).AllowAnonymous().WithRequestTimeout(time));
        return routes.Build();
    }
}
