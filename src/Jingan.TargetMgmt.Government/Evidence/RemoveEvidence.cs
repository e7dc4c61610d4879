using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>POST /evidence/{sha256}/removal: the office has content removed that may not be kept by law. Its hash, who
/// ordered it and why stay in the log, open to everybody.</summary>
internal static class RemoveEvidence
{
    internal sealed record Request(string OrderedBy, string Reason);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/evidence/{sha256}/removal", Handle)
            .WithName(nameof(RemoveEvidence))
            .WithSummary(
                "Remove the content of evidence by law; its hash, who ordered it and why stay in the log and are shown "
                    + "to everybody.")
            .Produces<EvidenceRemoval>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>(membersAlone: true);

    private static async Task<IResult> Handle(
        string sha256, Request request, HttpContext http, GovernmentDb db, EvidenceFolder folder)
    {
        if (!EvidenceType.IsHash(sha256))
        {
            return EvidenceRefusal.NotFound();
        }

        var answer = await db.WriteAsync(http, async ct =>
        {
            var (found, removal) = await ReadAsync(db, sha256, ct);
            return found.Count == 0 ? EvidenceRefusal.NotFound()
                : removal is not null ? new Problem(ProblemCode.AlreadyExists, new(
                    $"该内容已于 {removal.RemovedAt} 移除（政府日志第 {removal.Index} 条）。",
                    $"The content was removed at {removal.RemovedAt} already (government log, entry {removal.Index})."))
                : Prepare(new(null, sha256, request.OrderedBy.Trim(), request.Reason.Trim(), Caller.Of(http).Name,
                    UtcText.Format(db.Clock.GetUtcNow())));
        });

        // The entry first: whoever looks for the file finds what became of it. What a crash leaves, the next start
        // deletes.
        if (await ReadAsync(db, sha256, CancellationToken.None) is { Removal: not null })
        {
            folder.Delete(sha256);
        }

        return answer;
    }

    private static PreparedWrite Prepare(EvidenceRemoval removal) => PreparedWrite.Write(
        StatusCodes.Status201Created, removal, "/api/v1/evidence", EvidenceStore.ToRemoval(removal));

    private static async Task<(IReadOnlyList<UploadedEvidence> Found, EvidenceRemoval? Removal)> ReadAsync(
        GovernmentDb db, string sha256, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var found = EvidenceStore.AddFind(queries, sha256);
        var removal = EvidenceStore.AddRemoval(queries, sha256);
        await db.ReadAsync(queries, ct);
        return (found.Rows, removal.Rows is [var removed] ? removed : null);
    }

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.OrderedBy).RequiredProse(200);
            RuleFor(r => r.Reason).RequiredProse(1000);
        }
    }
}
