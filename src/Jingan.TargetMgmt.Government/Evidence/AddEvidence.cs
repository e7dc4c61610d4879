using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>POST /evidence: a unit uploads a file; the same content once more is the same evidence.</summary>
internal static class AddEvidence
{
    internal static void Map(IEndpointRouteBuilder routes, EvidenceOptions options) =>
        routes.MapPost("/evidence", Handle)
            .WithName(nameof(AddEvidence))
            .WithSummary(
                "Upload a file as evidence, in the field file of a form; a report names it by its SHA-256. The same "
                    + "content again is the same evidence.")
            .Produces<UploadedEvidence>(StatusCodes.Status201Created)
            .Streams(options.MaxBytes + EvidenceForm.MostBeside, "multipart/form-data")
            .WrittenBy(Role.Reporter);

    private static async Task<IResult> Handle(
        HttpContext http, GovernmentDb db, EvidenceFolder folder, IOptions<EvidenceOptions> options)
    {
        if (WritePipeline.Fault(http) is { } unclear)
        {
            return unclear;
        }

        using var form = new EvidenceForm();
        if (await form.ReadAsync(http, folder, options.Value.MaxBytes, http.RequestAborted) is { } fault)
        {
            return fault;
        }

        var file = form.File!;
        if (file.Size == 0)
        {
            return EvidenceRefusal.Empty();
        }

        if (form.Size is { } size && size != file.Size)
        {
            return EvidenceRefusal.Differs($"{size} bytes", $"{file.Size} bytes");
        }

        if (form.Sha256 is { } said && said != file.Sha256)
        {
            return EvidenceRefusal.Differs($"SHA-256 {said}", file.Sha256);
        }

        var (type, refused) = EvidenceContent.TypeOf(file.Head, form.Said, form.Extension, options.Value.Takes);
        var label = new StoreEvidence.Label(form.Title, form.AsOf, type);
        if (refused is not null)
        {
            return refused;
        }

        if (new StoreEvidence.Validator().Validate(label) is { IsValid: false } faulty)
        {
            return faulty.ToProblem();
        }

        // What the idempotency key is compared with: the same file under another boundary is the same request.
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(
            $"{file.Sha256}\n{file.Size}\n{form.AsOf:O}\n{form.Title}"));
        var isDryRun = WritePipeline.IsDryRun(http) == true;
        return await db.WriteAsync(http, ct =>
            StoreEvidence.PrepareAsync(folder, db, Caller.Of(http), file, label, isDryRun, ct));
    }
}
