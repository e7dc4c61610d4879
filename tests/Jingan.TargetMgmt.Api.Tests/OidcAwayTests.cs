using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.OpenIdConnect;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>An identity provider that is away, or takes connections and never answers: who is known goes on.</summary>
public sealed class OidcAwayTests : IAsyncLifetime
{
    private const string Wang = "wang.wu";

    private readonly SqliteFactory service = new();
    private TestProvider provider = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await TestProvider.StartAsync();
        service.Settings["Access:Oidc:Authority"] = provider.Authority;
        service.Settings["Access:Oidc:Audience"] = TestProvider.Audience;
        service.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        AccessPeopleFile.Write(Path.Combine(service.Folder, AccessPeopleFile.FileName),
            [new(Wang, "王五", Role.Reporter, "LSJ", "2098-12-31", Salt: "0123")]);
    }

    public async ValueTask DisposeAsync()
    {
        service.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task While_the_provider_is_away_who_is_known_goes_on()
    {
        var known = As(provider.TokenOf(Wang));
        Assert.Equal(200, (await known.ReadAsync("me")).Status);
        await provider.StopAsync();
        Assert.Equal(200, (await known.ReadAsync("me")).Status);
        Assert.Equal(200, (await service.Office.ReadAsync("me")).Status);
        Assert.Equal(401, (await As(provider.TokenOf(Wang, t => t.SigningCredentials = new(TestProvider.NewKey(),
            SecurityAlgorithms.RsaSha256))).ReadAsync("me")).Status);
        Assert.Equal(401, (await As(provider.TokenOf(Wang, t =>
        {
            t.NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
            t.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-90);
        })).ReadAsync("me")).Status);
    }

    [Fact]
    public async Task A_service_that_never_heard_from_the_provider_says_so_and_takes_access_tokens()
    {
        await provider.StopAsync();
        var answer = await As(provider.TokenOf(Wang)).ReadAsync("targets");
        Assert.Equal((503, "sign_in_unavailable"), Of(answer));
        Assert.NotNull(answer.Response.Headers.RetryAfter);
        Assert.Equal(200, (await service.Office.ReadAsync("targets")).Status);
        await provider.GoOnAsync();
        await UntilKnownAsync(As(provider.TokenOf(Wang)));
    }

    [Fact]
    public async Task Who_was_looked_at_without_keys_is_looked_at_again_once_they_came()
    {
        Func<Task> meanwhile = () => Task.CompletedTask;
        service.Additions = services => services.Configure<JwtBearerOptions>(PersonSignIn.SchemeName, jwt =>
        {
            var look = jwt.Events.OnAuthenticationFailed;
            jwt.Events.OnAuthenticationFailed = async failed =>
            {
                await meanwhile();
                await look(failed);
            };
        });
        await provider.StopAsync();
        var person = As(provider.TokenOf(Wang));
        Assert.Equal((503, "sign_in_unavailable"), Of(await person.ReadAsync("me")));
        meanwhile = async () =>
        {
            meanwhile = () => Task.CompletedTask;
            await provider.GoOnAsync();
            await UntilKnownAsync(As(provider.TokenOf(Wang)));
        };
        Assert.Equal(200, (await person.ReadAsync("me")).Status);
    }

    // Else the whole district, which has one address, is told of sign-ins in vain.
    [Fact]
    public async Task However_often_people_ask_while_the_provider_is_away_they_are_told_that_it_is()
    {
        service.Settings["Limits:SignInToken:Burst"] = service.Settings["Limits:SignInAddress:Burst"] = "3";
        await provider.StopAsync();
        var person = As(provider.TokenOf(Wang));
        for (var attempt = 0; attempt < 6; attempt++)
        {
            Assert.Equal((503, "sign_in_unavailable"), Of(await person.ReadAsync("me")));
        }

        await provider.GoOnAsync();
        await UntilKnownAsync(person);
    }

    [Fact]
    public async Task Of_a_provider_that_never_answers_all_who_wait_are_told_when_the_first_is()
    {
        await provider.StopAsync();
        using var silent = new SilentProvider(provider.Authority);
        LosePatience();
        var waiting = Enumerable.Range(0, 8).Select(_ => As(provider.TokenOf(Wang)).ReadAsync("targets")).ToList();
        Assert.Equal(200, (await service.Office.ReadAsync("targets")).Status);
        foreach (var answer in await Task.WhenAll(waiting))
        {
            Assert.Equal((503, "sign_in_unavailable"), Of(answer));
            Assert.NotNull(answer.Response.Headers.RetryAfter);
        }

        Assert.InRange(silent.Asked, 1, 3); // and not each of them in its turn, twice
    }

    [Fact]
    public async Task A_provider_that_never_answers_holds_up_nobody_who_is_known()
    {
        LosePatience(between: TimeSpan.FromSeconds(1)); // by the machine's clock, which no test moves
        var known = As(provider.TokenOf(Wang));
        await UntilKnownAsync(known);
        await provider.StopAsync();
        using var silent = new SilentProvider(provider.Authority);
        service.Clock.Advance(ProviderKeys.MostOften); // a slow start may have asked for keys already
        var stranger = As(provider.TokenOf(Wang, t => t.SigningCredentials = new(TestProvider.NewKey(),
            SecurityAlgorithms.RsaSha256))).ReadAsync("me"); // with a key that has to be asked for
        Assert.Equal(200, (await known.ReadAsync("me")).Status);
        Assert.Equal(200, (await service.Office.ReadAsync("me")).Status);
        Assert.Equal((401, "unauthenticated"), Of(await stranger));
        Assert.Equal(200, (await known.ReadAsync("me")).Status);
        Assert.True(silent.Asked > 0);
    }

    private void LosePatience(TimeSpan? between = null) => service.Additions = services =>
        services.Configure<JwtBearerOptions>(PersonSignIn.SchemeName, jwt =>
        {
            jwt.BackchannelTimeout = TimeSpan.FromSeconds(1);
            jwt.RefreshInterval = between ?? jwt.RefreshInterval;
        });

    // A provider that is slow, or was away, is asked again.
    private static async Task UntilKnownAsync(HttpClient person)
    {
        var status = 503;
        for (var attempt = 0; status == 503 && attempt < 3000; attempt++)
        {
            status = (await person.ReadAsync("me")).Status;
            await Task.Delay(50, Http.Ct);
        }

        Assert.Equal(200, status);
    }

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);

    private HttpClient As(string token)
    {
        var client = service.Anonymous;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
