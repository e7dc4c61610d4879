using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>PATCH /evidence/uploads/{sha256}: the next part; GET the same: how far the upload has come.</summary>
/// <remarks>As in the draft "Resumable Uploads for HTTP" of the IETF a part names where it begins. What comes of a part
/// that breaks off stays.</remarks>
internal static class ContinueUpload
{
    private const string Offset = "Upload-Offset", PartType = "application/octet-stream";

    internal static void Map(IEndpointRouteBuilder routes, EvidenceOptions options)
    {
        routes.MapGet("/evidence/uploads/{sha256}", Get)
            .WithName("GetUpload")
            .WithSummary("How far an open upload of your unit has come.")
            .ReadBy(Role.Reporter);
        routes.MapPatch("/evidence/uploads/{sha256}", Handle)
            .WithName(nameof(ContinueUpload))
            .WithSummary("Send the next part of an upload; the header Upload-Offset says where it begins.")
            .Streams(options.MaxBytes, PartType)
            .ReadBy(Role.Reporter);
    }

    private static Results<Ok<EvidenceUpload>, Problem> Get(string sha256, HttpContext http, EvidenceUploads uploads) =>
        uploads.Find(Caller.Of(http).Unit!.Value, sha256) is { } upload
            ? TypedResults.Ok(upload)
            : EvidenceRefusal.NoUpload();

    private static async Task<Results<Ok<EvidenceUpload>, Problem>> Handle(
        string sha256, [FromHeader(Name = Offset)] string? from, HttpContext http, EvidenceUploads uploads,
        CancellationToken ct)
    {
        var unit = Caller.Of(http).Unit!.Value;
        if (!long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return Problem.Invalid("/" + Offset, new("须为本段起点的字节数", "must be the byte at which the part begins"));
        }

        if (uploads.Find(unit, sha256) is not { } upload)
        {
            return EvidenceRefusal.NoUpload();
        }

        await using (var file = uploads.Take(unit, upload))
        {
            if (file is null || file.Length != offset)
            {
                return NotThere(file?.Length ?? upload.Offset);
            }

            if (http.Request.ContentLength > upload.Size - offset)
            {
                return TooLong(upload);
            }

            file.Position = offset;
            if (await AppendAsync(http.Request.Body, file, upload.Size - offset, ct) is { } brokenOff)
            {
                return brokenOff(upload);
            }
        }

        return uploads.Find(unit, sha256) is { } now ? TypedResults.Ok(now) : EvidenceRefusal.NoUpload();
    }

    // Null when all of the part is there.
    private static async Task<Func<EvidenceUpload, Problem>?> AppendAsync(
        Stream part, FileStream file, long most, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await ReadAsync(part, buffer, ct)) != 0; most -= read)
        {
            if (read < 0)
            {
                return _ => EvidenceRefusal.BrokenOff();
            }

            if (read > most)
            {
                return TooLong;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return null;
    }

    private static async Task<int> ReadAsync(Stream part, byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await part.ReadAsync(buffer, ct);
        }
        catch (IOException brokenOff) when (brokenOff is not BadHttpRequestException { StatusCode: 413 }
            && !ct.IsCancellationRequested)
        {
            return -1;
        }
    }

    private static Problem NotThere(long offset) => new(ProblemCode.EvidenceOffset, new(
        $"该上传已收到 {offset} 字节；请从此处续传（如另有一段正在上传，请等它结束）。",
        $"{offset} bytes of the upload are here; go on from there (or wait for the part that is on its way)."))
    { Extensions = new Dictionary<string, object?> { ["offset"] = offset } };

    private static Problem TooLong(EvidenceUpload upload) =>
        EvidenceRefusal.Differs($"{upload.Size} bytes", $"more than {upload.Size} bytes");
}
