using System.Text.Encodings.Web;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary><c>Authorization: Bearer</c> (RFC 6750) with a token of the access-token file, or with one that an identity
/// provider gave to a person of the file of people; either has to be on the record of the side it is sent to.</summary>
public sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AccessTokens tokens, PersonSignIn people, AccessRegisters registers, AccessNotes notes)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private static readonly object NoGuess = new();

    private AccessStanding _standing = AccessStanding.Honoured;
    private string _fingerprint = "";
    private string? _expired;
    private SignedPerson? _person;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } value]
            || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var file = tokens.Current();
        var secret = value["Bearer ".Length..].Trim();
        _person = people.Takes(secret) ? await people.AskAsync(Context, file) : null;
        if ((_person is null ? tokens.Find(secret, file) : _person.Caller) is not { } caller)
        {
            _expired = _person is null ? tokens.ExpiredOn(secret, file) : _person.Until;
            if (_person is { Standing: PersonStanding.ProviderAway })
            {
                Context.Items[NoGuess] = true;
            }
            else
            {
                notes.SignInFailed(Context);
            }

            return AuthenticateResult.NoResult();
        }

        var side = Context.GetEndpoint()?.Metadata.GetMetadata<OfSide>()?.Side;
        (_standing, _fingerprint) =
            (await registers.StandingAsync(side, file, caller.Fingerprint, Context.RequestAborted), caller.Fingerprint);
        if (_standing == AccessStanding.Honoured)
        {
            return AuthenticateResult.Success(new(caller.ToPrincipal(SchemeName), SchemeName));
        }

        Context.Items[NoGuess] = true;
        return AuthenticateResult.NoResult();
    }

    /// <summary>Whether the token of a request that nobody is signed in with is no guess all the same: it is on file
    /// and does not count yet, or the provider could not say whose it is.</summary>
    public static bool IsNoGuess(HttpContext http) => http.Items.ContainsKey(NoGuess);

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_person is { Standing: PersonStanding.ProviderAway })
        {
            Response.Headers.RetryAfter = "30";
            return new Problem(ProblemCode.SignInUnavailable, new(
                "统一身份认证平台没有应答，或其自称与配置的不是同一个，暂时无法核对登录；请稍后重试，持续如此请告知系统管理员。",
                "The identity provider does not answer, or is not the one that is configured, so a sign-in cannot be "
                    + "checked; try again, and tell the administrator if it stays so.")).ExecuteAsync(Context);
        }

        Response.Headers.WWWAuthenticate = SchemeName;
        return (_standing switch
        {
            AccessStanding.NotApproved => new Problem(ProblemCode.AccessNotApproved, new(
                $"该评估方令牌已登记，尚须在用的评估员密钥批准：jtm access approve {_fingerprint[..12]} --key a.pem",
                "The evaluator's token is on record and waits for an assessor's key in force: jtm access "
                    + $"approve {_fingerprint[..12]} --key a.pem"))
            { Extensions = new Dictionary<string, object?> { ["fingerprint"] = _fingerprint } },
            AccessStanding.NotOnRecord => new Problem(ProblemCode.AccessNotRecorded, new(
                "该令牌尚未登记到本侧日志，因而不予采用；日志恢复写入后自动登记，持续如此请告知系统管理员。",
                "The token is not on this side's record and so does not count; it is recorded once the log takes "
                    + "writes again. Tell the administrator if it stays so.")),
            _ when _person is { Standing: PersonStanding.Unknown, Subject: var subject } =>
                new Problem(ProblemCode.PersonUnknown, new(
                    "统一身份认证已通过，但本系统没有登记您；请把 subject 告知系统管理员（jtm access add --subject …）。",
                    "You are signed in, and this service does not know you: give your subject to the administrator "
                        + "(jtm access add --subject …)."))
                { Extensions = new Dictionary<string, object?> { ["subject"] = subject } },
            _ when _person is { Standing: PersonStanding.Expired, Until: { } end } =>
                new Problem(ProblemCode.TokenExpired, new(
                    $"您在本系统的登记已于 {end} 到期；请向系统管理员申请续期（jtm access add）。",
                    $"Your access here ended on {end}; ask the administrator to prolong it (jtm access add).")),
            _ when _person is { Standing: PersonStanding.NotVouchedFor } =>
                new Problem(ProblemCode.Unauthenticated, new(
                    "登录信息无效、已过期或不是发给本系统的；请重新通过统一身份认证登录。",
                    "The sign-in is not valid, is over, or is for another service; sign in at the identity provider "
                        + "again.")),
            _ when _expired is { } until => new Problem(ProblemCode.TokenExpired, new(
                $"该访问令牌已于 {until} 到期；请向系统管理员申请新令牌（jtm token add）。",
                $"The access token expired on {until}; ask the administrator for a new one (jtm token add).")),
            _ => new Problem(ProblemCode.Unauthenticated, new(
                "请在 Authorization 请求头中提供有效的访问令牌（Bearer）；令牌由系统管理员用 jtm token add 发放。",
                "Send a valid access token (Authorization: Bearer …); administrators issue them with jtm token add.")),
        }).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var allowed = Context.GetEndpoint()?.Metadata.GetMetadata<AllowedRoles>();
        var roles = (allowed?.Roles ?? Role.People).Select(Role.NameOf).ToList();
        return allowed is { Roles: [Role.Evaluator], IsWrite: true }
            ? new Problem(ProblemCode.EvaluatorOnly, new(
                "政府方不得干涉、更改第三方评估；此操作只能由第三方机构的令牌进行。",
                "The government side neither interferes with nor alters the evaluation; use the evaluator's token."))
                    .ExecuteAsync(Context)
            : new Problem(ProblemCode.Forbidden, new(
                $"此操作只能由{string.Join("或", roles.Select(r => r.Zh))}的令牌进行。",
                $"This needs a token of the {string.Join(" or the ", roles.Select(r => r.En))}."))
                    .ExecuteAsync(Context);
    }
}
