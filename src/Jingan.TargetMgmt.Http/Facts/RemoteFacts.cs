using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>Registers a port whose side runs in a process of its own.</summary>
public static class RemoteFacts
{
    private const long MostBytes = 64 * 1024 * 1024;

    /// <summary>Where the government side's facts are asked for.</summary>
    public const string ProgressRoute = "progress-facts";

    /// <summary>Where the evaluator's side's are.</summary>
    public const string RatingRoute = "rating-facts";

    /// <summary><see cref="IProgressFacts"/> over HTTP, as section <c>Government:Facts</c> says.</summary>
    public static void AddRemoteProgressFacts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFactsClient(configuration, "Government", ProgressRoute);
        services.AddSingleton<IProgressFacts, RemoteProgressFacts>();
    }

    /// <summary><see cref="IRatingFacts"/> over HTTP, as section <c>Evaluation:Facts</c> says.</summary>
    public static void AddRemoteRatingFacts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFactsClient(configuration, "Evaluation", RatingRoute);
        services.AddSingleton<IRatingFacts, RemoteRatingFacts>();
    }

    private static void AddFactsClient(
        this IServiceCollection services, IConfiguration configuration, string section, string route)
    {
        services.AddOptions<FactsOptions>()
            .Bind(configuration.GetSection($"{section}:Facts"))
            .ValidateDataAnnotations()
            .Validate(o => o.HasSafeUrl,
                $"{section}:Facts:Url must be where the {section.ToLowerInvariant()} side answers, over https; http "
                    + "goes to this machine only.")
            .Validate(o => o.TokenFile.Length > 0,
                $"{section}:Facts:TokenFile must name the file with the token that side has issued to this one (role "
                    + "service).")
            .Validate(o => o.CertificateFile.Length == 0 || File.Exists(o.CertificateFile),
                $"{section}:Facts:CertificateFile names no file.")
            .ValidateOnStart();
        var side = section.ToLowerInvariant();
        services.AddSingleton(sp => new FactsClient(
            side, route, sp.GetRequiredService<IHttpClientFactory>(),
            sp.GetRequiredService<IOptions<FactsOptions>>().Value));
        services.AddHttpClient(FactsClient.NameOf(side))
            .RemoveAllLoggers() // no header of these requests belongs in a log
            .ConfigureHttpClient((sp, http) =>
            {
                http.Timeout = sp.GetRequiredService<IOptions<FactsOptions>>().Value.Timeout;
                http.MaxResponseContentBufferSize = MostBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(sp =>
                NewHandler(sp.GetRequiredService<IOptions<FactsOptions>>().Value));
    }

    // It goes where it is told, with no proxy and no redirect in between: the token is for that address alone.
    private static SocketsHttpHandler NewHandler(FactsOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = options.Timeout,
        };
        if (options.CertificateFile.Length > 0)
        {
            var expected = X509CertificateLoader.LoadCertificateFromFile(options.CertificateFile).RawData;
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
                shown is not null && CryptographicOperations.FixedTimeEquals(shown.GetRawCertData(), expected);
        }

        return handler;
    }
}
