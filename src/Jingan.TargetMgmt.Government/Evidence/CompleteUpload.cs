using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>POST /evidence/uploads/{sha256}/completion: what came by parts becomes evidence, as by POST
/// /evidence.</summary>
internal static class CompleteUpload
{
    internal sealed record Request(
        string? Title = null, DateOnly? AsOf = null, string? MediaType = null, string? FileName = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/evidence/uploads/{sha256}/completion", Handle)
            .WithName(nameof(CompleteUpload))
            .WithSummary("Complete an upload by parts: its hash is checked, and it is evidence from then on.")
            .Produces<UploadedEvidence>(StatusCodes.Status201Created)
            .WrittenBy(Role.Reporter)
            .Validate<Request>(membersAlone: true);

    private static async Task<IResult> Handle(
        string sha256, Request request, HttpContext http, GovernmentDb db, EvidenceFolder folder,
        EvidenceUploads uploads, IOptions<EvidenceOptions> options)
    {
        var caller = Caller.Of(http);
        var isDryRun = WritePipeline.IsDryRun(http) == true;
        IncomingFile? file = null;
        StoreEvidence.Label? label = null;
        return await db.WriteAsync(http, async ct =>
        {
            if (file is null)
            {
                if (uploads.Find(caller.Unit!.Value, sha256) is not { } upload)
                {
                    return await RepeatAsync(db, sha256, caller.Unit.Value, ct);
                }

                (var whole, var refusal) = await ReadAsync(uploads, caller.Unit.Value, upload, ct);
                (var type, refusal) = whole is null ? (null, refusal) : EvidenceContent.TypeOf(
                    whole.Head, request.MediaType?.ToLowerInvariant(),
                    EvidenceForm.ExtensionOf(request.FileName ?? ""), options.Value.Takes);
                if (refusal is not null)
                {
                    return refusal;
                }

                (file, label) = (whole!, new(request.Title, request.AsOf, type));
            }

            return await StoreEvidence.PrepareAsync(folder, db, caller, file, label!, isDryRun, ct);
        });
    }

    // Its last byte is there: nothing can be added to it any more.
    private static async Task<(IncomingFile? File, Problem? Refusal)> ReadAsync(
        EvidenceUploads uploads, UnitCode unit, EvidenceUpload upload, CancellationToken ct)
    {
        IncomingFile whole;
        await using (var parts = uploads.Take(unit, upload))
        {
            if (parts is null || parts.Length < upload.Size)
            {
                return (null, Incomplete(parts?.Length ?? upload.Offset, upload.Size));
            }

            whole = await IncomingFile.OfAsync(parts, ct);
        }

        if (whole.Sha256 == upload.Sha256)
        {
            return (whole, null);
        }

        File.Delete(whole.Path); // no part of it can be told right from wrong
        return (null, EvidenceRefusal.Differs($"SHA-256 {upload.Sha256}", whole.Sha256));
    }

    // The answer to a completion was lost on its way.
    private static async Task<PreparedWrite> RepeatAsync(
        GovernmentDb db, string sha256, UnitCode unit, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var found = EvidenceStore.AddFind(queries, sha256);
        await db.ReadAsync(queries, ct);
        return found.Rows.FirstOrDefault(e => e.Unit == unit) is { } earlier
            ? PreparedWrite.Repeat(earlier with { Index = null }, await db.ReadReceiptAsync(earlier.Index!.Value, ct))
            : EvidenceRefusal.NoUpload();
    }

    private static Problem Incomplete(long offset, long size) => new(ProblemCode.EvidenceOffset, new(
        $"已收到 {offset} 字节，共 {size} 字节；请从此处续传后再完成。",
        $"{offset} of {size} bytes are here; send the rest, then complete it."))
    { Extensions = new Dictionary<string, object?> { ["offset"] = offset } };

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Title).Prose(200);
            RuleFor(r => r.MediaType).Prose(100);
            RuleFor(r => r.FileName).Must(n => n is null || EvidenceForm.NameFault(n) is null)
                .Saying("文件名过长，或含有路径、控制字符或不可见字符",
                    "is too long, or has a path, control or invisible characters in it");
        }
    }
}
