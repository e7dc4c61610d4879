using System.Text.Json;
using FluentValidation;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Facts;
using Jingan.TargetMgmt.Evaluation.Quality;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.Worklist;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Data.Log;
using Jingan.TargetMgmt.Platform.Data.Log.Ledger;
using Jingan.TargetMgmt.Platform.Data.Log.Witnessing;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;
using Jingan.TargetMgmt.Platform.Http.Facts;
using Jingan.TargetMgmt.Platform.Http.Logs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Evaluation;

/// <summary>The independent evaluator: assessors, colour schemes, ratings, evaluation reports. All other types of this assembly are internal.</summary>
public static class EvaluationModule
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDatabaseOptions(configuration, "Evaluation", EvaluationDb.Name);
        services.AddWitnessFeed<EvaluationDb>("Evaluation");
        services.AddLedgerDigestFeed<EvaluationDb>("Evaluation");
        services.AddSingleton(sp => new EvaluationDb(
            sp.GetRequiredService<IOptionsMonitor<DatabaseOptions>>().Get("Evaluation"), sp.GetRequiredService<IOptionsMonitor<LogOptions>>().Get("Evaluation"),
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<AssessorStore>().AddSingleton<SchemeStore>().AddSingleton<RatingStore>().AddSingleton<EvaluationReportStore>().AddSingleton<FrozenReports>();
        services.AddSingleton<IRatingFacts, RatingFacts>();
        services.AddSingleton<IValidator<RegisterAssessor.Request>, RegisterAssessor.Validator>();
        services.AddSingleton<IValidator<RatingClaims>, ClaimsValidator>();
        return services;
    }

    public static IEndpointRouteBuilder MapEvaluation(this IEndpointRouteBuilder routes)
    {
        var assessors = routes.MapGroup("").WithTags("Assessors");
        ListAssessors.Map(assessors);
        RegisterAssessor.Map(assessors);

        var schemes = routes.MapGroup("").WithTags("Schemes");
        GetScheme.Map(schemes);
        PublishScheme.Map(schemes);
        PreviewScheme.Map(schemes);

        var ratings = routes.MapGroup("").WithTags("Ratings");
        GetWorklist.Map(ratings);
        ListRatings.Map(ratings);
        RateTarget.Map(ratings);

        var reports = routes.MapGroup("").WithTags("EvaluationReports");
        GetReport.Map(reports);
        IssueReport.Map(reports);
        GetQuality.Map(routes.MapGroup("").WithTags("Quality"));

        var facts = routes.MapGroup("/" + RemoteFacts.RatingRoute).WithTags("Facts").ReadBy(Role.Service);
        ReadEvaluationHead.Map(facts);
        ReadPeriodRatings.Map(facts);
        ReadYearRatings.Map(facts);
        ReadTargetRatings.Map(facts);

        NoEdits.Map(routes);
        return routes;
    }

    /// <summary>Brings the database up to date and publishes the example scheme where there is none; the host calls it once before it listens.</summary>
    public static async Task StartEvaluationAsync(this IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<EvaluationDb>();
        db.Start(services.GetRequiredService<IHostEnvironment>().IsDevelopment());
        if (!await services.GetRequiredService<SchemeStore>().AnyAsync(ct))
        {
            using var document = JsonDocument.Parse(ColourScheme.Example2018Utf8);
            var at = UtcText.Format(db.Clock.GetUtcNow());
            await db.Queue.CommitAsync([SchemeStore.ToCommit(ColourScheme.Example2018, document.RootElement, at, "seeds")], ct);
        }
    }

    /// <summary>Registers a demonstration assessor's key, unless it is registered; for Development only.</summary>
    public static async Task RegisterDemoAssessorAsync(this IServiceProvider services, Jwk publicKey, CancellationToken ct)
    {
        var db = services.GetRequiredService<EvaluationDb>();
        var kid = publicKey.Thumbprint();
        if ((await services.GetRequiredService<AssessorStore>().FindAsync(kid, kid, ct)).Count == 0)
        {
            await db.Queue.CommitAsync([AssessorStore.ToCommit(kid, publicKey, "演示评估员（demo）", UtcText.Format(db.Clock.GetUtcNow()), "demo")], ct);
        }
    }

    /// <summary>This side's transparency log at /logs/evaluation.</summary>
    public static void MapEvaluationLog(this IEndpointRouteBuilder routes) => routes.MapLog<EvaluationDb>(EvaluationDb.Name);

    /// <summary>This side's log and its witnesses, for the health check.</summary>
    public static Task<LogHealth> ReadEvaluationLogHealthAsync(this IServiceProvider services, CancellationToken ct) =>
        LogHealth.ReadAsync(services.GetRequiredService<EvaluationDb>(), ct);
}
