using System.Text.Encodings.Web;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary><c>Authorization: Bearer</c> with a token of the access-token file (RFC 6750) that is on the record of the
/// side it is sent to.</summary>
public sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AccessTokens tokens, AccessRegisters registers, AccessNotes notes)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private AccessStanding _standing = AccessStanding.Honoured;
    private string _fingerprint = "";
    private string? _expired;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } value]
            || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var file = tokens.Current();
        var secret = value["Bearer ".Length..].Trim();
        if (tokens.Find(secret, file) is not { } caller)
        {
            _expired = tokens.ExpiredOn(secret, file);
            notes.SignInFailed(Context);
            return AuthenticateResult.NoResult();
        }

        var side = Context.GetEndpoint()?.Metadata.GetMetadata<OfSide>()?.Side;
        (_standing, _fingerprint) =
            (await registers.StandingAsync(side, file, caller.Fingerprint, Context.RequestAborted), caller.Fingerprint);
        return _standing == AccessStanding.Honoured
            ? AuthenticateResult.Success(new(caller.ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
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
