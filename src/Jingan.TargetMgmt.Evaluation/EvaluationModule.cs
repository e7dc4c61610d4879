using System.Text.Json;
using FluentValidation;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Access;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Facts;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Quality;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Refusals;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Evaluation.Signing;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Evaluation.Webhooks;
using Jingan.TargetMgmt.Evaluation.Worklist;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Logs;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Webhooks;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Checking;
using Jingan.TargetMgmt.Log.Ledger;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Watching;
using Jingan.TargetMgmt.Log.Witnessing;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Sql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Evaluation;

/// <summary>The independent evaluator: assessors, colour schemes, ratings, evaluation reports.
/// All other types of this assembly are internal.</summary>
public static class EvaluationModule
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDatabaseOptions(configuration, "Evaluation", EvaluationDb.Name);
        services.AddWitnessFeed<EvaluationDb>("Evaluation");
        services.AddLedgerDigestFeed<EvaluationDb>("Evaluation");
        services.AddScrub<EvaluationDb>().AddLogFigures<EvaluationDb>();
        services.AddSingleton(sp => new EvaluationDb(
            sp.GetRequiredService<IOptionsMonitor<DatabaseOptions>>().Get("Evaluation"),
            sp.GetRequiredService<IOptionsMonitor<LogOptions>>().Get("Evaluation"),
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<EvaluationDisclosure>();
        services.AddSingleton(sp => new AccessRegister(sp.GetRequiredService<EvaluationDb>(),
            sp.GetRequiredService<EvaluationDisclosure>(), sp.GetRequiredService<ILogger<AccessRegister>>()));
        services.AddSingleton<ApprovalStore>().AddSingleton<SignedStatements>();
        services.AddSingleton<AssessorStore>()
            .AddSingleton<SignatureChecks>()
            .AddSingleton<ConflictStore>()
            .AddSingleton<SchemeStore>()
            .AddSingleton<RatingStore>()
            .AddSingleton<EarlierColours>()
            .AddSingleton<SecondMarkStore>()
            .AddSingleton<EvaluationReportStore>()
            .AddSingleton<FrozenReports>()
            .AddSingleton<FrozenFacts>();
        services.AddSingleton<RefusalStore>().AddSingleton<RefusalLog>()
            .AddHostedService(sp => sp.GetRequiredService<RefusalLog>());
        services.AddWebhookFeed<EvaluationDb, EvaluationWebhooks>();
        services.AddSingleton<IRatingFacts, RatingFacts>();
        services.AddSingleton<IValidator<AssessorClaims>, RegisterAssessor.Validator>();
        services.AddSingleton<IValidator<RevocationClaims>, RevokeKey.Validator>();
        services.AddSingleton<IValidator<ConflictClaims>, DeclareConflict.Validator>();
        services.AddSingleton<IValidator<DrawSample.Request>, DrawSample.Validator>();
        services.AddSingleton<IValidator<RatingClaims>, RatingClaimsValidator>();
        services.AddSingleton<IValidator<ReportClaims>, ReportClaimsValidator>();
        return services;
    }

    /// <summary>Sees what is answered on this side's routes and has refused attempts to write logged. Goes before
    /// authentication and authorization, whose refusals it is to see.</summary>
    public static IApplicationBuilder UseEvaluation(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        RefusedMethods.CorrectAllow(http);
        await next(http);
        if (RefusedAttempt.Of(http) is { } attempt)
        {
            http.RequestServices.GetRequiredService<RefusalLog>().Add(attempt);
        }
    });

    public static IEndpointRouteBuilder MapEvaluation(this IEndpointRouteBuilder all)
    {
        var routes = all.MapGroup("").WithMetadata(new RefusalsAreLogged()).BelongingTo(EvaluationDb.Name);
        var assessors = routes.MapGroup("").WithTags("Assessors");
        ListAssessors.Map(assessors);
        RegisterAssessor.Map(assessors);
        RevokeKey.Map(assessors);
        ListConflicts.Map(assessors);
        DeclareConflict.Map(assessors);

        ApproveAccess.Map(routes.MapGroup("").WithTags("Access"));

        var schemes = routes.MapGroup("").WithTags("Schemes");
        ListSchemes.Map(schemes);
        GetScheme.Map(schemes);
        PublishScheme.Map(schemes);
        PreviewScheme.Map(schemes);

        var ratings = routes.MapGroup("").WithTags("Ratings");
        GetWorklist.Map(ratings);
        GetWorklistWorkbook.Map(ratings);
        ListRatings.Map(ratings);
        RateTarget.Map(ratings);
        DrawSample.Map(ratings);
        GetSample.Map(ratings);

        var reports = routes.MapGroup("").WithTags("EvaluationReports");
        GetReport.Map(reports);
        IssueReport.Map(reports);
        GetQuality.Map(routes.MapGroup("").WithTags("Quality"));

        var facts = routes.MapGroup("/" + RemoteFacts.RatingRoute).WithTags("Facts").ReadBy(Role.Service);
        RatingFactsRoutes.Map(facts);
        ListRefusals.Map(routes.MapGroup("").WithTags("Refusals"));

        RefusedMethods.Map(routes);
        all.MapWebhooks<EvaluationDb>(EvaluationDb.Name);
        return all;
    }

    /// <summary>Brings the database up to date; the host calls it once before it listens.</summary>
    /// <param name="withExample">Whether the example scheme is published where there is none. It stays in the log for
    /// good.</param>
    public static async Task StartEvaluationAsync(
        this IServiceProvider services, bool withExample, CancellationToken ct)
    {
        var db = services.GetRequiredService<EvaluationDb>();
        db.Start(services.GetRequiredService<IHostEnvironment>().IsDevelopment());
        db.CheckRowsIfAsked();
        if (withExample && !await services.GetRequiredService<SchemeStore>().AnyAsync(ct))
        {
            using var document = JsonDocument.Parse(ColourScheme.Example2018Utf8);
            var at = UtcText.Format(db.Clock.GetUtcNow());
            await db.CommitAtStartAsync(
                [SchemeStore.ToCommit(ColourScheme.Example2018, document.RootElement, at, "seeds")],
                new("示例办法", "the example scheme"), ct);
        }
    }

    /// <summary>Founds the demonstration, for Development only:
    /// its key and its evaluator's token are the founding ones, by the same steps that people take.</summary>
    public static Task FoundDemoAsync(
        this IServiceProvider services, JwsKey key, Caller evaluator, CancellationToken ct) =>
        DemoFounding.FoundAsync(services, key, evaluator, ct);

    /// <summary>Maps the evaluation side's transparency log at /logs/evaluation.</summary>
    public static void MapEvaluationLog(this IEndpointRouteBuilder routes) =>
        routes.MapLog<EvaluationDb, EvaluationDisclosure>(EvaluationDb.Name);

    /// <summary>The evaluation side's log and its witnesses, for the health check.</summary>
    public static Task<LogHealth> ReadEvaluationLogHealthAsync(this IServiceProvider services, CancellationToken ct) =>
        LogHealth.ReadAsync(services.GetRequiredService<EvaluationDb>(), ct);

    /// <summary>Ends when all that the evaluation side has stored was looked at once, or is in doubt.</summary>
    public static Task EvaluationFirstRound(this IServiceProvider services) =>
        services.GetRequiredService<EvaluationDb>().Log.FirstRound;

    /// <summary>The evaluation side's messages to receivers, for the health check.</summary>
    public static Task<WebhookHealth> ReadEvaluationWebhookHealthAsync(
        this IServiceProvider services, CancellationToken ct) => WebhookHealth.ReadAsync(
        services.GetRequiredService<EvaluationDb>(), services.GetRequiredService<IOptions<WebhookOptions>>().Value, ct);
}
