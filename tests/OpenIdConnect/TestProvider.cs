using System.Security.Claims;
using System.Security.Cryptography;
using Jingan.Tests.Ports;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Jingan.TargetMgmt.OpenIdConnect;

/// <summary>An identity provider for the tests: OpenIddict on a loopback port, without a database. Whoever types a name
/// on its page is that person; its key can be exchanged, and it can be stopped and started again.</summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string Audience = "targetmgmt", ClientId = "targetmgmt-web";

    private readonly int _port;
    private WebApplication? _app;

    private TestProvider(int port) => _port = port;

    /// <summary>The issuer, as its tokens name it.</summary>
    public string Authority => $"http://127.0.0.1:{_port}/";

    /// <summary>The key that it signs with just now.</summary>
    public RsaSecurityKey Key { get; private set; } = NewKey();

    /// <summary>What it calls itself in its own document, where that is not its address.</summary>
    public Uri? CallsItself { get; set; }

    public static async Task<TestProvider> StartAsync()
    {
        var provider = new TestProvider(FreePort.Find());
        await provider.GoOnAsync();
        return provider;
    }

    /// <summary>Starts it again where it was stopped.</summary>
    public async Task GoOnAsync()
    {
        _app = Build();
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>Signs with another key from now on, and publishes no other.</summary>
    public async Task RotateAsync()
    {
        await StopAsync();
        Key = NewKey();
        await GoOnAsync();
    }

    /// <summary>A token as the provider issues them, or as the caller would rather have it.</summary>
    public string TokenOf(string subject, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = Audience,
            Claims = new Dictionary<string, object> { [Claims.Subject] = subject },
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddMinutes(10),
            TokenType = "at+jwt",
            SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>A signing key of its own.</summary>
    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        builder.Services.AddCors();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(Authority)
                .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token")
                .SetEndSessionEndpointUris("leave").SetUserInfoEndpointUris("userinfo")
                .AllowAuthorizationCodeFlow().AllowClientCredentialsFlow().RequireProofKeyForCodeExchange()
                .RegisterScopes(Scopes.OpenId)
                .AddSigningKey(Key).AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
                .DisableAccessTokenEncryption()
                .EnableDegradedMode();
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
                .EnableEndSessionEndpointPassthrough().EnableUserInfoEndpointPassthrough()
                .DisableTransportSecurityRequirement();
            // The one client there is, public and with PKCE; where it comes back to is its own affair in a test.
            server.AddEventHandler<ValidateAuthorizationRequestContext>(h => h.UseInlineHandler(Accept));
            server.AddEventHandler<HandleConfigurationRequestContext>(h => h.UseInlineHandler(context =>
            {
                context.Issuer = CallsItself ?? context.Issuer;
                return default;
            }).SetOrder(int.MaxValue - 100));
            server.AddEventHandler<ValidateTokenRequestContext>(h => h.UseInlineHandler(_ => default));
            server.AddEventHandler<ValidateEndSessionRequestContext>(h => h.UseInlineHandler(_ => default));
        });
        builder.Services.AddAuthentication();
        var app = builder.Build();
        app.UseCors(policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod());
        app.UseAuthentication();
        app.MapMethods("/authorize", ["GET", "POST"], AuthorizeAsync);
        app.MapPost("/token", TokenAsync);
        app.MapGet("/userinfo", TellAsync);
        app.MapGet("/leave", () => Results.SignOut(
            new() { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]));
        return app;
    }

    private static ValueTask Accept(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != ClientId)
        {
            context.Reject(Errors.InvalidClient, "There is no such client.");
        }

        return default;
    }

    // The page on which a person says who it is: a name, and nobody asks for more.
    private static async Task AuthorizeAsync(HttpContext http)
    {
        var person = http.Request.HasFormContentType
            ? (string?)(await http.Request.ReadFormAsync())["person"]
            : null;
        if (string.IsNullOrEmpty(person))
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            var asked = string.Concat(http.Request.Query.Select(q =>
                $"<input type=hidden name=\"{q.Key}\" value=\"{System.Net.WebUtility.HtmlEncode(q.Value)}\">"));
            await http.Response.WriteAsync($"""
                <!DOCTYPE html><title>统一身份认证（测试）</title>
                <form method=post action=/authorize>{asked}<label>姓名 <input name=person autofocus></label>
                <button>登录</button></form>
                """);
            return;
        }

        await http.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, PrincipalOf(person));
    }

    private static async Task TokenAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var principal = request.IsAuthorizationCodeGrantType()
            ? (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!
            : PrincipalOf(request.ClientId!);
        await http.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, principal);
    }

    private static async Task TellAsync(HttpContext http)
    {
        var known = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        await http.Response.WriteAsJsonAsync(
            new Dictionary<string, string?> { [Claims.Subject] = known.Principal?.GetClaim(Claims.Subject) });
    }

    private static ClaimsPrincipal PrincipalOf(string person)
    {
        var identity = new ClaimsIdentity("test", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person);
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(Scopes.OpenId);
        principal.SetResources(Audience);
        principal.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return principal;
    }
}
