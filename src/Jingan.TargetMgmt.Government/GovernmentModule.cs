using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Batches;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Government.Drafts;
using Jingan.TargetMgmt.Government.Evidence;
using Jingan.TargetMgmt.Government.Extensions;
using Jingan.TargetMgmt.Government.Facts;
using Jingan.TargetMgmt.Government.History;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Public;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Seeds;
using Jingan.TargetMgmt.Government.Sheets;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Todo;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Government.Webhooks;
using Jingan.TargetMgmt.Government.WorkReports;
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
using Jingan.TargetMgmt.Sql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government;

/// <summary>The government side: units, targets, reporting periods, progress.
/// All other types of this assembly are internal.</summary>
public static class GovernmentModule
{
    public static IServiceCollection AddGovernment(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDatabaseOptions(configuration, "Government", GovernmentDb.Name);
        services.AddWitnessFeed<GovernmentDb>("Government");
        services.AddLedgerDigestFeed<GovernmentDb>("Government");
        services.AddScrub<GovernmentDb>().AddLogFigures<GovernmentDb>();
        services.AddSingleton(sp => new GovernmentDb(
            sp.GetRequiredService<IOptionsMonitor<DatabaseOptions>>().Get("Government"),
            sp.GetRequiredService<IOptionsMonitor<LogOptions>>().Get("Government"),
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<GovernmentDisclosure>();
        services.AddSingleton(sp => new AccessRegister(sp.GetRequiredService<GovernmentDb>(),
            sp.GetRequiredService<GovernmentDisclosure>(), sp.GetRequiredService<ILogger<AccessRegister>>()));
        services.AddSingleton<UnitStore>()
            .AddSingleton<TargetStore>()
            .AddSingleton<PeriodMarker>()
            .AddSingleton<ExtensionStore>()
            .AddSingleton<ProgressStore>()
            .AddSingleton<TargetDocuments>()
            .AddSingleton<PublicYears>()
            .AddSingleton<TodoReading>();
        services.AddSingleton<IProgressFacts, ProgressFacts>();
        services.AddOptions<ReportingOptions>()
            .Bind(configuration.GetSection("Government:Reporting"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<EvidenceOptions>()
            .Bind(configuration.GetSection("Evidence"))
            .ValidateDataAnnotations()
            .Validate(EvidenceOptions.KnowsTypes, EvidenceOptions.UnknownType)
            .ValidateOnStart();
        services.AddSingleton<EvidenceFolder>().AddSingleton<EvidenceUploads>();
        services.AddSingleton(sp => new WorkingDays(HolidayFile.ReadFolder(
            sp.GetRequiredService<IOptions<ReportingOptions>>().Value.HolidayFolder is { Length: > 0 } folder
                ? Path.Combine(AppContext.BaseDirectory, folder)
                : "")));
        services.AddHostedService<PeriodMarkFeed>().AddHostedService<EvidenceFigures>();
        services.AddSingleton<OwedReports>().AddWebhookFeed<GovernmentDb, GovernmentWebhooks>();
        services.AddSingleton(sp => new GovernmentSeeds(
            sp.GetRequiredService<GovernmentDb>(), sp.GetRequiredService<IValidator<Target>>));
        services.AddSingleton<IValidator<Target>, TargetValidator>();
        services.AddSingleton<IValidator<PutUnit.Request>, PutUnit.Validator>();
        services.AddSingleton<IValidator<PutPeriod.Request>, PutPeriod.Validator>();
        services.AddSingleton<IValidator<OpenYear.Request>, OpenYear.Validator>();
        services.AddSingleton<IValidator<GrantExtension.Request>, GrantExtension.Validator>();
        services.AddSingleton<IValidator<RequestExtension.Request>, RequestExtension.Validator>();
        services.AddSingleton<IValidator<AnswerExtensionRequest.Request>, AnswerExtensionRequest.Validator>();
        services.AddSingleton<IValidator<SubmitProgress.Request>, SubmitProgress.Validator>();
        services.AddSingleton<IValidator<DraftContent>, PutDraft.Validator>();
        services.AddSingleton<IValidator<SubmitDrafts.Request>, SubmitDrafts.Validator>();
        services.AddSingleton<IValidator<MakeRemark.Request>, MakeRemark.Validator>();
        services.AddSingleton<IValidator<AnswerWaiting.Request>, AnswerWaiting.Validator>();
        services.AddSingleton<IValidator<CertifyValue.Request>, CertifyValue.Validator>();
        services.AddSingleton<IValidator<OpenUpload.Request>, OpenUpload.Validator>();
        services.AddSingleton<IValidator<CompleteUpload.Request>, CompleteUpload.Validator>();
        services.AddSingleton<IValidator<RemoveEvidence.Request>, RemoveEvidence.Validator>();
        services.AddSingleton<IValidator<PutPublicPage.Request>, PutPublicPage.Validator>();
        return services;
    }

    public static IEndpointRouteBuilder MapGovernment(this IEndpointRouteBuilder all)
    {
        var routes = all.MapGroup("").BelongingTo(GovernmentDb.Name);
        var units = routes.MapGroup("").WithTags("Units");
        ListUnits.Map(units);
        PutUnit.Map(units);
        ImportUnits.Map(units);

        var targets = routes.MapGroup("").WithTags("Targets");
        ListTargets.Map(targets);
        TargetTree.Map(targets);
        ListTargetChanges.Map(targets);
        GetTarget.Map(targets);
        TargetHistory.Map(targets);
        CreateTarget.Map(targets);
        AddTargetVersion.Map(targets);
        ImportTargets.Map(targets);
        ExportTargets.Map(targets);
        DraftTargets.Map(targets);

        var periods = routes.MapGroup("").WithTags("Periods");
        ListPeriods.Map(periods);
        PutPeriod.Map(periods);
        OpenYear.Map(periods);
        ImportPeriods.Map(periods);
        GrantExtension.Map(periods);
        RequestExtension.Map(periods);
        AnswerExtensionRequest.Map(periods);
        ListExtensionRequests.Map(periods);

        var progress = routes.MapGroup("").WithTags("Progress");
        SubmitProgress.Map(progress);
        ListTargetProgress.Map(progress);
        ListProgress.Map(progress);
        MakeRemark.Map(progress);
        ListRemarks.Map(progress);
        ListWaiting.Map(progress);
        AnswerWaiting.Map(progress);
        CertifyValue.Map(progress);
        ListCertifiedValues.Map(progress);
        PutDraft.Map(progress);
        GetDraft.Map(progress);
        DiscardDraft.Map(progress);
        ListDrafts.Map(progress);
        SubmitDrafts.Map(progress);
        GetSheet.Map(progress);
        SubmitBatch.Map(progress);

        var todo = routes.MapGroup("").WithTags("Todo");
        GetTodo.Map(todo);
        RenewCalendar.Map(todo);
        GetTodoCalendar.Map(todo);

        EvidenceRoutes.Map(routes.MapGroup("").WithTags("Evidence"));

        var page = routes.MapGroup("").WithTags("Public");
        GetPublicPage.Map(page);
        PutPublicPage.Map(page);
        ListPublicRatings.Map(page);

        var facts = routes.MapGroup("/" + RemoteFacts.ProgressRoute).WithTags("Facts").ReadBy(Role.Service);
        ProgressFactsRoutes.Map(facts);
        all.MapWebhooks<GovernmentDb>(GovernmentDb.Name);
        return all;
    }

    /// <summary>Brings the database up to date and loads the seeds into an empty one;
    /// the host calls it once before it listens.</summary>
    /// <returns>How many targets were seeded.</returns>
    public static async Task<int> StartGovernmentAsync(
        this IServiceProvider services, string? seedFolder, CancellationToken ct)
    {
        services.GetRequiredService<WorkingDays>(); // a file that cannot be read stops the start, not a request
        var db = services.GetRequiredService<GovernmentDb>();
        db.Start(services.GetRequiredService<IHostEnvironment>().IsDevelopment());
        db.CheckRowsIfAsked();
        await EvidenceStart.RunAsync(services.GetRequiredService<EvidenceFolder>(), db, ct);
        var seeded = seedFolder is null
            ? 0
            : await services.GetRequiredService<GovernmentSeeds>().LoadAsync(seedFolder, ct);
        await services.GetRequiredService<PeriodMarker>().AppendDueAsync(ct);
        return seeded;
    }

    /// <summary>The codes of all units, for whoever hands out access.</summary>
    public static async Task<IReadOnlyList<UnitCode>> ReadUnitCodesAsync(
        this IServiceProvider services, CancellationToken ct) =>
        [.. (await services.GetRequiredService<UnitStore>().CodesAsync(ct))
            .OrderBy(c => c.Value, StringComparer.Ordinal)];

    /// <summary>Maps the government side's transparency log at /logs/government.</summary>
    public static void MapGovernmentLog(this IEndpointRouteBuilder routes) =>
        routes.MapLog<GovernmentDb, GovernmentDisclosure>(GovernmentDb.Name);

    /// <summary>The government side's log and its witnesses, for the health check.</summary>
    public static Task<LogHealth> ReadGovernmentLogHealthAsync(this IServiceProvider services, CancellationToken ct) =>
        LogHealth.ReadAsync(services.GetRequiredService<GovernmentDb>(), ct);

    /// <summary>Ends when all that the government side has stored was looked at once, or is in doubt.</summary>
    public static Task GovernmentFirstRound(this IServiceProvider services) =>
        services.GetRequiredService<GovernmentDb>().Log.FirstRound;

    /// <summary>The government side's messages to receivers, for the health check.</summary>
    public static Task<WebhookHealth> ReadGovernmentWebhookHealthAsync(
        this IServiceProvider services, CancellationToken ct) => WebhookHealth.ReadAsync(
        services.GetRequiredService<GovernmentDb>(), services.GetRequiredService<IOptions<WebhookOptions>>().Value, ct);
}
