using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Public;

/// <summary>PUT /public-page: the office opens the public page or closes it, and says why.</summary>
internal static class PutPublicPage
{
    internal sealed record Request(bool Open, string Reason);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/public-page", Handle)
            .WithName(nameof(PutPublicPage))
            .WithSummary("Open the public page or close it; whoever has a token reads what it read before either way.")
            .Produces<PublicPage>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(Request request, HttpContext http, GovernmentDb db) =>
        db.WriteAsync(http, async ct =>
    {
        var last = await PublicPageStore.ReadLastAsync(db, ct);
        if (last?.Open == request.Open)
        {
            return PreparedWrite.Repeat(
                new PublicPage(last.Open, last.At), await db.ReadReceiptAsync(last.Index, ct));
        }

        var at = UtcText.Format(db.Clock.GetUtcNow());
        return PreparedWrite.Write(
            StatusCodes.Status201Created, new PublicPage(request.Open, at), "/api/v1/public-page",
            PublicPageStore.ToCommit(PublicPageEntry.Of(
                at, Caller.Of(http).Name, (last?.Version ?? 0) + 1, request.Open, request.Reason.Trim())));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).RequiredProse(1000);
    }
}
