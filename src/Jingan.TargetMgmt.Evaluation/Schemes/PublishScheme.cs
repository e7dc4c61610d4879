using System.Runtime.InteropServices;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Schemes;

/// <summary>POST /schemes: the evaluator publishes a colour scheme, once and for good, under its version.</summary>
internal static class PublishScheme
{
    internal sealed record Response(string Version, string Title, bool IsExample);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/schemes", Handle)
            .WithName(nameof(PublishScheme))
            .WithSummary(
                "Publish a colour scheme (format: scheme.md); it is never edited afterwards. Refused with a "
                    + "counter-example unless total, disjoint and monotone.")
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator);

    private static Task<IResult> Handle(JsonElement request, HttpContext http, EvaluationDb db, SchemeStore schemes) =>
        db.WriteAsync(http, async ct =>
    {
        if (!ColourScheme.TryRead(JsonMarshal.GetRawUtf8Value(request), out var scheme, out var errors))
        {
            return SchemeRefusal.OfErrors(errors);
        }

        if (await schemes.FindAsync(scheme.Version, ct) is not null)
        {
            return new Problem(ProblemCode.SchemeDuplicateVersion, new(
                $"办法 {scheme.Version} 已发布，不能修改；请用新的版本号发布。",
                $"Scheme {scheme.Version} is published and cannot change; publish under a new version."));
        }

        if (SchemeRefusal.OfLint(scheme) is { } refusal)
        {
            return refusal;
        }

        return PreparedWrite.Write(
            StatusCodes.Status201Created, new Response(scheme.Version, scheme.Title, scheme.IsExample),
            $"/api/v1/schemes/{scheme.Version}",
            SchemeStore.ToCommit(scheme, request, UtcText.Format(db.Clock.GetUtcNow()), Caller.Of(http).Name));
    });
}
