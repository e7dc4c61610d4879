using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Bodies that somebody has signed well and made badly: every one carries a good signature over exactly its
/// bytes, so only its form can refuse it.</summary>
public abstract class SignedBodyTests(ServiceFactory service) : IAsyncLifetime
{
    private const string Target = "JA2018-022"; // nobody reports on it

    public async ValueTask InitializeAsync() => await service.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // KID stands for the registered key's id.
    [Theory]
    [InlineData("""{"alg":"none","kid":"KID"}""")]
    [InlineData("""{"alg":"HS256","kid":"KID"}""")]
    [InlineData("""{"alg":"EdDSA","kid":"KID"}""")]
    [InlineData("""{"alg":"ES384","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":"nobody"}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","alg":"ES256","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":"nobody","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","b64":true}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","jku":"http://localhost/keys"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","jwk":{"kty":"EC"}}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","zip":"DEF"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","surprise":1}""")]
    public async Task A_header_other_than_the_algorithm_and_the_key_is_refused(string header) =>
        await AssertRefusedAsync(
            Signed(header.Replace("KID", service.Kid, StringComparison.Ordinal), await ClaimsTextAsync()), 401,
            "bad_signature");

    [Fact]
    public async Task The_same_signed_well_and_made_well_is_taken()
    {
        var jws = Signed($$"""{"alg":"ES256","kid":"{{service.Kid}}"}""", await ClaimsTextAsync());
        Assert.Equal(200, (await service.RateAsync(new JsonObject(), jws, query: "?dryRun=true")).Status);
    }

    // Each key signs; the header names the other one's algorithm.
    [Fact]
    public async Task An_algorithm_that_is_not_the_registered_keys_is_refused()
    {
        using var key = JwsKey.OfEd25519Seed(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        Assert.Equal(201, (await service.RegisterKeyAsync(key)).Status);
        var kid = key.PublicKey.Thumbprint();
        await AssertRefusedAsync(Signed($$"""{"alg":"ES256","kid":"{{kid}}"}""", await ClaimsTextAsync(), key), 401,
            "bad_signature");
        await AssertRefusedAsync(Signed($$"""{"alg":"ES256","kid":"{{kid}}"}""", await ClaimsTextAsync()), 401,
            "bad_signature");
    }

    [Fact]
    public async Task A_signature_has_one_spelling()
    {
        var parts = service.Sign(await service.ClaimsAsync(Target)).Split('.');
        var last = parts[2][^1];
        string[] others =
        [
            $"{parts[0]}.{parts[1]}.{parts[2]}==", $"{parts[0]}.{parts[1]}=.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{parts[2]}A", $"{parts[0]}. {parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{parts[2][..^1]}{(char)(last + 1)}", $"{parts[0]}..{parts[2]}",
            $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{parts[2].Replace('-', '+').Replace('_', '/')}+",
        ];
        foreach (var other in others)
        {
            await AssertRefusedAsync(other, 401, "bad_signature");
        }
    }

    [Theory]
    [InlineData("\"colour\":", "\"colour\":\"green\",\"colour\":", "/colour")]
    [InlineData("\"type\":", "\"Type\":\"rating\",\"type\":", "/Type")]
    [InlineData("\"basis\":null",
        "\"basis\":{\"log\":\"government\",\"log\":\"evaluation\",\"index\":1,\"leafHash\":\"00\"}", "/basis/log")]
    [InlineData("\"targetVersion\":1", "\"targetVersion\":\"1\"", "/targetVersion")]
    public async Task A_claim_stands_there_once_and_under_its_own_name(string claim, string twice, string pointer)
    {
        var claims = (await ClaimsTextAsync()).Replace(claim, twice, StringComparison.Ordinal);
        Assert.Equal([pointer], (await AssertRefusedAsync(Signed(claims), 400, "invalid_request")).Pointers);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"rating\"")]
    [InlineData("{} {}")]
    [InlineData("not JSON")]
    public Task A_payload_that_is_no_object_is_refused(string payload) =>
        AssertRefusedAsync(Signed(payload), 400, "invalid_request");

    [Fact]
    public async Task A_payload_over_64_KiB_is_refused()
    {
        var claims = await service.ClaimsAsync(Target);
        var room = CompactJws.MaxPayload - Encoding.UTF8.GetByteCount(claims.ToJsonString());
        claims["rationale"] = (string?)claims["rationale"] + new string('x', room);
        // it fits; the text is too long
        Assert.Equal(["/rationale"], (await AssertRefusedAsync(service.Sign(claims), 400, "invalid_request")).Pointers);
        claims["rationale"] = (string?)claims["rationale"] + "x";
        await AssertRefusedAsync(service.Sign(claims), 413, "too_large");
    }

    // The clock stands at 01:00 UTC on 2 July.
    [Theory]
    [InlineData("2018-07-02T01:05:00.000Z", 200)]
    [InlineData("2018-07-02T01:05:00.001Z", 400)]
    [InlineData("2018-06-25T01:00:00.000Z", 200)]
    [InlineData("2018-06-25T00:59:59.999Z", 400)]
    [InlineData("2018-07-02T01:00:00Z", 400)]
    public async Task What_was_signed_long_ago_or_in_the_future_is_refused(string issuedAt, int status)
    {
        var claims = await service.ClaimsAsync(Target);
        claims["issuedAt"] = issuedAt;
        var answer = await service.RateAsync(claims, query: "?dryRun=true");
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 400 ? ["/issuedAt"] : [], status == 400 ? answer.Pointers : []);

        var report = await service.IssueAsync(change: claims => claims["issuedAt"] = issuedAt);
        Assert.Equal(status == 400, report.Code == "invalid_request" && report.Pointers is ["/issuedAt"]);
    }

    private async Task<string> ClaimsTextAsync() => (await service.ClaimsAsync(Target)).ToJsonString();

    private string Signed(string payload) => Signed($$"""{"alg":"ES256","kid":"{{service.Kid}}"}""", payload);

    private string Signed(string header, string payload, JwsKey? key = null)
    {
        var input =
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}."
            + $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{input}.{Base64Url.EncodeToString((key ?? JwsKey.Of(service.AssessorKey)).Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private async Task<Answer> AssertRefusedAsync(string jws, int status, string code)
    {
        var answer = await service.RateAsync(new JsonObject(), jws);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        return answer;
    }
}

public sealed class SqliteSignedBodyTests(SqliteFactory service)
    : SignedBodyTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerSignedBodyTests(SharedSqlServerFactory shared)
    : SignedBodyTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
