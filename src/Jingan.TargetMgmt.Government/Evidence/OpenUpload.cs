using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>POST /evidence/uploads: begins an upload by parts, or says how far the one that is open has come.</summary>
internal static class OpenUpload
{
    internal sealed record Request(string Sha256, long Size);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/evidence/uploads", Handle)
            .WithName(nameof(OpenUpload))
            .WithSummary("Begin an upload by parts, or see how far the one of the same content has come.")
            .ReadBy(Role.Reporter)
            .Validate<Request>(membersAlone: true);

    private static Results<Ok<EvidenceUpload>, Problem> Handle(
        Request request, HttpContext http, EvidenceUploads uploads, IOptions<EvidenceOptions> options)
    {
        if (request.Size > options.Value.MaxBytes)
        {
            return EvidenceRefusal.TooLarge(options.Value.MaxBytes);
        }

        var unit = Caller.Of(http).Unit!.Value;
        if (uploads.Open(unit, request.Sha256, request.Size) is { } upload)
        {
            return TypedResults.Ok(upload);
        }

        var most = options.Value.OpenUploads;
        return new Problem(ProblemCode.EvidenceUploadsOpen, new(
            $"本单位已有 {most} 项未完成的上传；请先续传完成，一日不续传的会清除。",
            $"Your unit has {most} open uploads; complete one first. One that nobody goes on with is cleared after a "
                + "day."))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["uploads"] = uploads.Of(unit).Select(u => u.Sha256).ToList(),
            },
        };
    }

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Sha256).Must(EvidenceType.IsHash)
                .Saying("须为 64 位小写十六进制 SHA-256", "must be a SHA-256 of 64 lower-case hexadecimal digits");
            RuleFor(r => r.Size).GreaterThan(0).Saying("须大于 0", "must be greater than 0");
        }
    }
}
