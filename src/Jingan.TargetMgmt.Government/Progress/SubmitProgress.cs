using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>POST /targets/{id}/progress: a unit reports on a target it leads or co-operates on;
/// filing again is a new revision.</summary>
internal static class SubmitProgress
{
    internal sealed record Request(
        Period Period, string Narrative, string Signatory, decimal? Value = null,
        IReadOnlyList<NodeState>? Nodes = null, bool NoChange = false,
        string? Difficulties = null, string? NextSteps = null, string? SelfColour = null,
        IReadOnlyList<string>? Evidence = null, IReadOnlyList<long>? AnswersRemarks = null,
        IReadOnlyList<EvidenceNote>? EvidenceNotes = null, IReadOnlyList<WaitsFor>? WaitsFor = null,
        PartState? Part = null) : IReportContent;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/{id}/progress", Handle)
            .WithName(nameof(SubmitProgress))
            .WithSummary(
                "Report progress on a target for a period; filing again before the period closes is a new revision.")
            .Produces<ProgressRevision>(StatusCodes.Status201Created)
            .WrittenBy(Role.Reporter)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        TargetId id, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker, TargetDocuments documents,
        IRatingFacts ratings) => marker.WriteAsync(http, async ct =>
    {
        await using var connection = await db.OpenAsync(ct);
        var filing = await new ProgressFiling(
                db, connection, documents, new(ratings), Caller.Of(http), db.Clock.GetUtcNow())
            .PrepareAsync(id, request, new(Confirmation.Named), ct);
        return filing.Refusal is { } refusal ? refusal : PreparedWrite.Write(
            StatusCodes.Status201Created, ProgressRevision.Of(filing.Entry!, null), $"/api/v1/targets/{id}/progress",
            filing.Unit!);
    });

    internal sealed class Validator : ReportContentValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Narrative).Must(text => !string.IsNullOrWhiteSpace(text)).Saying("必填", "is required");
            RuleFor(r => r.Signatory).RequiredProse(64);
            RuleFor(r => r.Value).Null().When(r => r.NoChange).Saying("“无变化”不再填数值", "does not go with noChange");
            RuleFor(r => r.Difficulties).Must(text => !string.IsNullOrWhiteSpace(text))
                .When(r => r.WaitsFor is { Count: > 0 })
                .Saying("写明等候谁时，须填写困难", "is required where waitsFor names somebody");
            RuleFor(r => r.Nodes).Null().When(r => r.NoChange).Saying("“无变化”不再填节点", "does not go with noChange");
        }
    }
}
