using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>Whose limits a request has: those of the settings; where it is about rating, no less than what the program
/// comes with. Whoever keeps the settings may be of the government, and is to hold no rating up by them.</summary>
internal sealed class GrantedLimits(IOptions<LimitOptions> limits)
{
    private readonly LimitOptions _forRating = limits.Value.AtLeastShipped();

    public LimitOptions Of(bool isForRating) => isForRating ? _forRating : limits.Value;

    public LimitOptions Of(HttpContext http) => Of(IsForRating(http));

    /// <summary>Whether it is the evaluator's, or of the process that reads facts for it; or comes without a token to
    /// the evaluation's side, as an assessor's approval does.</summary>
    public static bool IsForRating(HttpContext http) => http.User.Identity is { IsAuthenticated: true }
        ? http.User.IsInRole(Role.Evaluator) || http.User.IsInRole(Role.Service)
        : http.GetEndpoint()?.Metadata.GetMetadata<OfSide>() is { Side: FreeSpace.Evaluation };
}
