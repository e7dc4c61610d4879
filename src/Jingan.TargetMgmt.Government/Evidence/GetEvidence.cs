using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>GET /evidence/{sha256}: the content, for the evaluator, for who uploaded it, and for whoever may read a
/// report that names it; for nobody else is there any.</summary>
internal static partial class GetEvidence
{
    private const string AnyType = "application/octet-stream";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/evidence/{sha256}", Handle)
            .WithName(nameof(GetEvidence))
            .WithSummary(
                "The content of evidence, whole or in ranges; compare its SHA-256 with the one you asked for.")
            .Produces<byte[]>(StatusCodes.Status200OK, AnyType);

    private static async Task<IResult> Handle(
        string sha256, HttpContext http, GovernmentDb db, EvidenceFolder folder, ILogger<EvidenceFolder> logger,
        CancellationToken ct)
    {
        var caller = Caller.Of(http);
        if (!EvidenceType.IsHash(sha256))
        {
            return EvidenceRefusal.NotFound();
        }

        var reader = caller.Role == Role.Reporter ? caller.Unit?.Value ?? "-" : "";
        var queries = new QueryBatch();
        var found = EvidenceStore.AddFind(queries, sha256);
        var visible = EvidenceStore.AddVisible(queries, sha256, reader);
        var removal = EvidenceStore.AddRemoval(queries, sha256);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var first, ..] || (caller.Role != Role.Evaluator && visible.Rows[0] == 0))
        {
            return EvidenceRefusal.NotFound();
        }

        if (removal.Rows is [var removed])
        {
            return EvidenceRefusal.Removed(removed);
        }

        if (!folder.Holds(sha256, first.Size))
        {
            Log.Unreadable(logger, sha256, first.Size);
            return EvidenceRefusal.Unreadable();
        }

        // Of several units' titles the caller's own: another's may tell what it is not to know.
        var own = found.Rows.FirstOrDefault(e => e.Unit == caller.Unit) ?? (reader.Length == 0 ? first : null);
        SetHeaders(http.Response.Headers, sha256);
        return TypedResults.PhysicalFile(
            folder.PathOf(sha256), TypeFor(first.MediaType), NameFor(own?.Title, first), lastModified: null,
            new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true);
    }

    // Whatever it is, no browser shows it as a page of this service, and no cache between keeps it. The client can
    // check what it gets: the digest (RFC 9530) is the log's.
    private static void SetHeaders(IHeaderDictionary headers, string sha256)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy =
            "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.CacheControl = "private, no-store";
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(sha256))}:";
    }

    private static string TypeFor(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) ? mediaType + "; charset=utf-8" : mediaType;

    private static string NameFor(string? title, UploadedEvidence e)
    {
        var name = new string([.. (title ?? "").Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c) ? '_' : c)]);
        var extension = EvidenceType.Find(e.MediaType)?.Extension ?? "";
        return (name.Length == 0 ? e.Sha256[..16] : name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)
            ? name[..^extension.Length]
            : name) + extension;
    }

    private static partial class Log
    {
        [LoggerMessage(1601, LogLevel.Error,
            "The evidence {Sha256} is not in the evidence folder with its {Size} bytes: restore it from the backup.")]
        public static partial void Unreadable(ILogger logger, string sha256, long size);
    }
}
