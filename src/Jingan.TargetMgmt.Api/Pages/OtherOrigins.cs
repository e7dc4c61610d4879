using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Pages;

/// <summary>Pages from other addresses: closed, but for those that the configuration names (CORS). A page brings its
/// token itself; cookies are never sent.</summary>
internal static class OtherOrigins
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public static void AddOtherOrigins(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PagesOptions>().Bind(configuration.GetSection(PagesOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PagesOptions>, PagesOptions.Check>();
        services.AddCors();
    }

    /// <summary>Comes before anything that answers, so that a refusal can be read as well.</summary>
    public static void UseOtherOrigins(this WebApplication app)
    {
        var allowed = app.Services.GetRequiredService<IOptions<PagesOptions>>().Value.AllowedOrigins;
        if (allowed.Count > 0)
        {
            app.UseCors(policy => policy
                .WithOrigins([.. allowed])
                .AllowAnyMethod()
                .AllowAnyHeader()
                .WithExposedHeaders("Date", "ETag", "Location", "Retry-After")
                .SetPreflightMaxAge(Remembered));
        }
    }
}
