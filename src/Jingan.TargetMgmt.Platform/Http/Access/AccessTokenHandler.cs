using System.Text.Encodings.Web;
using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Platform.Http.Access;

/// <summary><c>Authorization: Bearer</c> with a token of the access-token file (RFC 6750).</summary>
public sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && tokens.Find(value["Bearer ".Length..].Trim()) is { } caller
            ? AuthenticateResult.Success(new(caller.ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return new Problem(ProblemCode.Unauthenticated, new(
            "请在 Authorization 请求头中提供有效的访问令牌（Bearer）；令牌由系统管理员用 jtm token add 发放。",
            "Send a valid access token (Authorization: Bearer …); administrators issue them with jtm token add.")).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var allowed = Context.GetEndpoint()?.Metadata.GetMetadata<AllowedRoles>();
        var roles = string.Join(", ", allowed?.Roles ?? Role.People);
        return allowed is { Roles: [Role.Evaluator], IsWrite: true }
            ? new Problem(ProblemCode.EvaluatorOnly, new(
                "政府方不得干涉、更改第三方评估；此操作只能由第三方机构的令牌进行。",
                "The government side neither interferes with nor alters the evaluation; use the evaluator's token.")).ExecuteAsync(Context)
            : new Problem(ProblemCode.Forbidden, new($"此操作需要的角色：{roles}。", $"This needs the role: {roles}.")).ExecuteAsync(Context);
    }
}
