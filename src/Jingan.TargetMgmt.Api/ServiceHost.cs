using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Api.Doors;
using Jingan.TargetMgmt.Api.Interface;
using Jingan.TargetMgmt.Api.Limits;
using Jingan.TargetMgmt.Api.Pages;
using Jingan.TargetMgmt.Api.Telemetry;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Webhooks;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Reports;
using Jingan.TargetMgmt.Sql;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api;

/// <summary>The composition: which modules run, who may come in, what is done before the first request.</summary>
internal static class ServiceHost
{
    public const string DefaultUrl = "http://localhost:5080";

    // Two rounds at once with the first answer take a tenth of a second from it (docs/performance.md). Within another
    // program, such as a test, nobody waits for either.
    private static readonly TimeSpan RoundsAfterStart = WebApp.IsHere ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;

    // No half of a change counts while somebody edits; and nobody has to watch all folders of the program.
    private const string SettingsCountFromTheStart = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>Runs the service; 0 when it was stopped, 1 with one clear line when it could not start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        OwnerOnlyData.SetUmask(); // before anything is made
        try
        {
            if (args.Contains(HealthProbe.Argument))
            {
                return await HealthProbe.RunAsync(
                    NewBuilder([.. args.Where(a => a != HealthProbe.Argument)]).Configuration);
            }

            using var stop = StopWhileStarting();
            await using var app = Build(args);
            app.Services.GetService<IStartupValidator>()?.Validate(); // a bad setting stops it before anything is made
            var routes = Task.Run(() => MakeRoutes(app));
            await FirstStart.PrepareAsync(app, CancellationToken.None);
            await routes;
            stop.Dispose(); // from here on the host listens to it
            await app.StartAsync();
            if (!LogsWithoutRequests.AreJson(app.Configuration))
            {
                await FirstStart.AnnounceAsync(app); // to a person, who reads no JSON
            }

            _ = GiveBackMemoryAsync(app.Services);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(StartFailure.Stopped);
            return 0;
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } line)
        {
            await Console.Error.WriteLineAsync(UnderSystemd.AsError(line));
            return 1;
        }
    }

    // What a start spends its time on is the databases and, as much again, the routes with all that goes over the wire:
    // one beside the other. The server takes the routes from the same place.
    private static void MakeRoutes(WebApplication app)
    {
        Map(app);
        _ = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Count;
    }

    // A start leaves behind what no request needs, and so does the first round over what is stored: more of the heap
    // than what stays, and more of the program's files than what is run again (docs/performance.md). Within another
    // program, such as a test, it is not the service's to tidy.
    private static async Task GiveBackMemoryAsync(IServiceProvider services)
    {
        if (!WebApp.IsHere)
        {
            return;
        }

        var modules = services.GetRequiredService<Modules>();
        await Task.WhenAll(
            modules.Government ? services.GovernmentFirstRound() : Task.CompletedTask,
            modules.Evaluation ? services.EvaluationFirstRound() : Task.CompletedTask);
        NativeHeap.GiveBack();
        await MappedFiles.LetGoAsync(services.GetRequiredService<TimeProvider>());
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    // A check of a long log cannot be called off halfway, and need not be: whatever is under way is whole or undone,
    // as after a crash.
    private static PosixSignalRegistration StopWhileStarting() =>
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
    {
        signal.Cancel = true;
        Console.Error.WriteLine(StartFailure.Stopped);
        Environment.Exit(0);
    });

    // The settings lie beside the program, the data where it is started.
    // ASPNETCORE_ENVIRONMENT goes before the launch profile's DOTNET_ENVIRONMENT,
    // so that "dotnet run" is Development unless somebody says otherwise.
    private static WebApplicationBuilder NewBuilder(string[] args)
    {
        try
        {
            var installation = new InstallationFile(args);
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = [SettingsCountFromTheStart, .. args],
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = installation.EnvironmentName(),
            });
            installation.AddTo(builder.Configuration);
            return builder;
        }
        catch (InvalidDataException bad) when (bad.InnerException is FormatException slip)
        {
            // The framework's own line names the file, and not what is wrong with it.
            var said = JsonSlip.Of(slip);
            throw new ArgumentException($"{bad.Message} {said.Zh} / {said.En}", bad);
        }
    }

    private static WebApplication Build(string[] args)
    {
        var builder = NewBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.AddDoors();
        builder.TellSystemd();
        builder.UseWebAppFiles();
        AddServices(builder);
        return builder.Build();
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddTelemetry(configuration, Modules.Of(configuration).ProcessName);
        services.KeepRequestsOutOfLogs();
        services.Configure<FirstRoundTime>(o => o.AfterStart = RoundsAfterStart);
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection("Storage"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddExceptionHandler<RequestErrors>();
        services.AddProblemDetails();
        // one place turns bad bodies into problems: RequestErrors
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => WireJson.ConfigureRequests(o.SerializerOptions));
        services.AddInterfaceDocument();
        services.AddOtherOrigins(configuration);
        services.AddCallerLimits(configuration);

        services.AddSingleton(OpenAccess);
        services.AddSingleton<AccessRegisters>().AddSingleton<AccessNotes>().AddSingleton<PersonSignIn>()
            .AddSingleton<AccessFigures>();
        services.AddAuthentication(AccessTokenHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, null)
            .AddIdentityProvider(configuration);
        services.MakeNoCookieKeys();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(Role.People).Build());
        AddModules(services, configuration, Modules.Of(configuration));
    }

    private static AccessTokens OpenAccess(IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<StorageOptions>>().Value.Directory;
        var provider = services.GetRequiredService<IOptions<OidcOptions>>().Value;
        return new(AccessFiles.In(folder, provider.Authority), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<AccessTokens>>());
    }

    // A side that runs elsewhere leaves its port here, as a client of that process.
    private static void AddModules(IServiceCollection services, IConfiguration configuration, Modules modules)
    {
        services.AddSingleton(modules).AddWebhooks(configuration);
        if (modules.Government)
        {
            services.AddGovernment(configuration);
            services.AddReports(configuration);
        }
        else
        {
            services.AddRemoteProgressFacts(configuration);
        }

        if (modules.Evaluation)
        {
            services.AddEvaluation(configuration);
        }
        else
        {
            services.AddRemoteRatingFacts(configuration);
        }

        if (modules.AreApart)
        {
            services.AddSingleton<OtherSide>();
        }
    }

    private static void Map(WebApplication app)
    {
        app.Use(SecurityHeaders.Tell);
        app.UseNamedProxies();
        app.Use(RequestMethods.AnswerHead);
        app.UseRouting();
        app.UseWebAppRoutes();
        app.UseOtherOrigins();
        app.Use(RequestMethods.TellWrongMethod);
        app.UseLanguages();
        app.UseKnownHosts();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => context.HttpContext.Response.HasStarted
            ? Task.CompletedTask
            : RequestErrors.ForBare(context.HttpContext).ExecuteAsync(context.HttpContext));
        app.UseRequestTimeouts(); // within what makes a problem of it
        app.UseEvaluation();
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<AccessNotes>().Watch);
        app.UseCallerLimits();
        app.Use(RequestLimits.RefuseLargeBodies);
        app.UseInterfacePages(); // before access is asked for: they are public
        app.UseWebAppPages();
        app.UseAuthorization();
        app.UseWriteLimits();
        app.Use(RequiredParameters.RefuseEmptyAsync);
        app.Use(RequestBody.ReadAsync);

        app.MapInterfaceDocument();
        app.MapDemoRoles();
        var routes = app.MapGroup("");
        routes.WithRouteClasses();
        routes.WithRequestTimes(app.Services.GetRequiredService<IOptions<DoorOptions>>().Value);
        routes.MapHealth();
        var modules = app.Services.GetRequiredService<Modules>();
        MapLogs(routes, modules);
        var api = routes.MapGroup("/api/v1").RetryReads();
        api.MapMe();
        if (modules.Government)
        {
            api.MapGovernment();
        }

        if (modules.Evaluation)
        {
            api.MapEvaluation();
        }

        if (modules.Government)
        {
            api.MapReports();
        }

        app.UseEndpoints(_ => { }); // as the host would do at its start: now the routes can be made before that
    }

    private static void MapLogs(IEndpointRouteBuilder routes, Modules modules)
    {
        if (modules.Government)
        {
            routes.MapGovernmentLog();
        }

        if (modules.Evaluation)
        {
            routes.MapEvaluationLog();
        }
    }
}
