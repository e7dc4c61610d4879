using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.OpenIdConnect;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Signing in at an identity provider that somebody else wrote, in a process of its own.</summary>
public sealed class OidcProcessTests
{
    private const string Wang = "wang.wu", Audience = "targetmgmt";

    [Fact]
    public async Task Its_tokens_count_through_its_absence_and_with_the_keys_of_its_return()
    {
        Assert.SkipWhen(ProviderProcess.Missing is not null, ProviderProcess.Missing ?? "");
        await using var provider = await ProviderProcess.StartAsync(Wang, Audience);
        using var service = new SqliteFactory();
        service.Settings["Access:Oidc:Authority"] = provider.Authority;
        service.Settings["Access:Oidc:Audience"] = Audience;
        service.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        AccessPeopleFile.Write(Path.Combine(service.Folder, AccessPeopleFile.FileName),
            [new(Wang, "王五", Role.Reporter, "LSJ", "2098-12-31")]);

        var tokens = (RS256: await provider.TokenAsync("RS256"), ES256: await provider.TokenAsync("ES256"));
        Assert.Equal("王五", await NameAsync(service, tokens.RS256));
        Assert.Equal("王五", await NameAsync(service, tokens.ES256));
        provider.Stop();
        Assert.Equal("王五", await NameAsync(service, tokens.RS256));
        await provider.GoOnAsync();
        Assert.Equal("王五", await NameAsync(service, await provider.TokenAsync("ES256")));
        Assert.Null(await NameAsync(service, tokens.ES256)); // its key is not the provider's any more
    }

    private static async Task<string?> NameAsync(SqliteFactory service, string token)
    {
        using var client = service.Anonymous;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return await client.ReadAsync("me") is { Status: 200 } me ? (string?)me["name"] : null;
    }
}
