using System.Collections.Frozen;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>What a request may bring, route by route: the one table of it. Size first, then counts,
/// then work.</summary>
/// <remarks>docs/operations.md, "Limits", shows the same table; a test compares them.</remarks>
public static class RequestLimits
{
    /// <summary>The largest body that any route takes.</summary>
    public const int MaxBody = WireLimits.MaxBody;

    /// <summary>The most faults that an answer names; the answer says how many more there are.</summary>
    public const int MostErrors = 100;

    // Some names and a reason.
    private const int Form = 16 * 1024;

    // What goes into one log entry (65,535 bytes), escaped, indented or signed.
    private const int Document = 128 * 1024;

    /// <summary>The bound of one route.</summary>
    /// <param name="Bytes">Longest body.</param>
    /// <param name="Counts">What is counted in it before anything is looked at.</param>
    public sealed record Bound(int Bytes, string Counts);

    /// <summary>The bounds of the routes, by the endpoint's name; that of the logs' cosignatures, of both sides,
    /// by <c>AddCosignatures</c>.</summary>
    public static readonly FrozenDictionary<string, Bound> ByRoute = new Dictionary<string, Bound>
    {
        ["PutUnit"] = new(Form, ""),
        ["CreateTarget"] = new(Document, "12 plan points, 50 nodes, 60 co-units"),
        ["AddTargetVersion"] = new(Document, "12 plan points, 50 nodes, 60 co-units"),
        ["ImportTargets"] = new(MaxBody, "2,000 rows; after 100 with faults no further one is checked"),
        ["DraftTargets"] = new(MaxBody, "a .docx 500,000 characters; 2,000 proposals"),
        ["ImportUnits"] = new(MaxBody, "2,000 rows; after 100 with faults no further one is checked"),
        ["PutPeriod"] = new(Form, ""),
        ["OpenYear"] = new(Form, ""),
        ["ImportPeriods"] = new(MaxBody, "2,000 rows; after 100 with faults no further one is checked"),
        ["GrantExtension"] = new(Form, ""),
        ["RequestExtension"] = new(Form, ""),
        ["AnswerExtensionRequest"] = new(Form, ""),
        ["SubmitProgress"] = new(
            Document,
            "as many nodes as the target has, 50 at most; 50 pieces of evidence; 20 remarks; 20 it waits for"),
        ["PutDraft"] = new(Document, "50 nodes; 50 pieces of evidence; 20 remarks; 20 it waits for"),
        ["SubmitDrafts"] = new(Document, "500 drafts"),
        ["SubmitBatch"] = new(WireLimits.MaxBatch, "5,000 reports; after 100 with faults no further one is checked"),
        ["MakeRemark"] = new(Form, ""),
        ["AnswerWaiting"] = new(Form, ""),
        ["CertifyValue"] = new(Form, ""),
        ["OpenUpload"] = new(Form, ""),
        ["CompleteUpload"] = new(Form, ""),
        ["RemoveEvidence"] = new(Form, ""),
        ["PutPublicPage"] = new(Form, ""),
        ["RegisterAssessor"] = new(Form, ""),
        ["RevokeKey"] = new(Form, ""),
        ["DeclareConflict"] = new(Form, ""),
        ["ApproveAccess"] = new(Form, ""),
        ["PublishScheme"] = new(Document, "50 colours, 200 classes of 50 bands, 50 layers, 10 flags"),
        ["PreviewScheme"] = new(Document, "50 colours, 200 classes of 50 bands, 50 layers, 10 flags"),
        ["RateTarget"] = new(MaxBody, "one signed text 128 KB; NDJSON 500 lines; 50 pieces of evidence"),
        ["DrawSample"] = new(Form, "200 shares"),
        ["IssueReport"] = new(Document, "10,000 ratings, 10,000 targets without a second mark"),
        ["AddCosignatures"] = new(Form, "16 lines"),
        ["ResendWebhookMessage"] = new(Form, ""),
    }.ToFrozenDictionary();

    private static readonly Bound OfAnyOtherWrite = new(Document, "");

    /// <summary>The bound of the route that a request leads to; null where none is read whole.</summary>
    public static Bound? BoundOf(HttpContext http) =>
        http.GetEndpoint() is not RouteEndpoint endpoint
        || endpoint.Metadata.GetMetadata<StreamedBody>() is not null ? null
        : ByRoute.TryGetValue(NameOf(endpoint), out var bound) ? bound
        : endpoint.Metadata.GetMetadata<AllowedRoles>() is { IsWrite: true } ? OfAnyOtherWrite : null;

    /// <summary>The endpoint's name in the table.</summary>
    public static string NameOf(RouteEndpoint endpoint)
    {
        var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
        return name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Middleware: refuses a body by its announced length before anything else looks at it, and tells the
    /// server how much it may read of one that comes in chunks.</summary>
    public static Task RefuseLargeBodies(HttpContext http, RequestDelegate next)
    {
        var most = MostOf(http.GetEndpoint(), BoundOf(http));
        if (http.Request.ContentLength > most)
        {
            return TooLarge(most).ExecuteAsync(http);
        }

        if (most != MaxBody && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = most;
        }

        return next(http);
    }

    /// <summary>How long the body of a route may be.</summary>
    public static long MostOf(Endpoint? endpoint, Bound? bound) =>
        endpoint?.Metadata.GetMetadata<StreamedBody>()?.Most ?? bound?.Bytes ?? MaxBody;

    /// <summary>The refusal of a body that is longer than its route takes.</summary>
    public static Problem TooLarge(long most) => new(ProblemCode.TooLarge, WireLimits.TooLarge(most));
}
