using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Signing;

public sealed class JwkTests
{
    // The key and the thumbprint ("jkt") of RFC 9449 sections 4.2 and 6.1.
    private static readonly Jwk Published =
        new("EC", "P-256", "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
            "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA");

    [Fact]
    public void A_key_becomes_its_jwk_and_a_jwk_its_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk =
            JsonSerializer.Deserialize<Jwk>(JsonSerializer.Serialize(Jwk.Of(key), WireJson.Options), WireJson.Options)!;
        Assert.True(jwk.TryToKey(out var back));
        using (back)
        {
            byte[] data = [1, 2, 3];
            Assert.True(back.Verify(data, key.SignData(data, HashAlgorithmName.SHA256)));
            Assert.ThrowsAny<CryptographicException>(() => back.Sign(data)); // it is the public half
        }
    }

    [Fact]
    public void The_public_half_has_four_members() => Assert.Equal(
        $$"""{"kty":"EC","crv":"P-256","x":"{{Published.X}}","y":"{{Published.Y}}"}""",
        JsonSerializer.Serialize(Published, WireJson.Options));

    [Fact]
    public void The_thumbprint_is_the_published_one() =>
        Assert.Equal("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", Published.Thumbprint());

    // RFC 7638 section 3: the required members in lexicographic order, no white space, SHA-256.
    [Fact]
    public void The_thumbprint_is_that_of_the_defining_members_alone()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = Jwk.Of(key) with { Kid = "k", Use = "sig", Alg = "ES256", KeyOps = ["verify"] };
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["kty"] = jwk.Kty,
            ["y"] = jwk.Y!,
            ["x"] = jwk.X,
            ["crv"] = jwk.Crv,
        };
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(members))),
            jwk.Thumbprint());
        Assert.Equal(Jwk.Of(key), jwk.Bare());
    }

    [Fact]
    public void A_point_that_is_not_on_the_curve_is_no_key()
    {
        Assert.True(Published.TryToKey(out var key));
        key.Dispose();
        Assert.False((Published with { X = Published.Y!, Y = Published.X }).TryToKey(out _));
        Assert.False((Published with { Y = 'A' + Published.Y![1..] }).TryToKey(out _));
        Assert.False((Published with { X = new('A', 43), Y = new('A', 43) }).TryToKey(out _)); // (0, 0)
    }

    [Fact]
    public void Coordinates_have_32_bytes_in_one_spelling()
    {
        string[] others =
        [
            "", Published.X + "=", Published.X + "A", Published.X[..^1], Published.X[..^1] + 't', " " + Published.X,
            Published.X.Replace('-', '+'), "AA" + Published.X,
        ];
        Assert.All(others, x => Assert.False((Published with { X = x }).TryToKey(out _), x));
        Assert.All((string?[])[null, .. others], y =>
            Assert.False((Published with { Y = y }).TryToKey(out _), y ?? "none"));
    }

    [Theory, InlineData("EC", "P-384"), InlineData("EC", "p-256"), InlineData("EC", "secp256k1"), InlineData("OKP",
        "P-256"), InlineData("ec", "P-256"), InlineData("RSA", "")]
    public void Other_kinds_of_keys_are_refused(string kty, string crv) =>
        Assert.False((Published with { Kty = kty, Crv = crv }).TryToKey(out _));

    // RFC 8037 appendices A.2 and A.3.
    [Fact]
    public void An_Ed25519_key_is_its_x_and_has_the_published_thumbprint()
    {
        var jwk = new Jwk("OKP", "Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        Assert.Equal("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""",
            JsonSerializer.Serialize(jwk, WireJson.Options));
        Assert.Equal("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", jwk.Thumbprint());
        Assert.True(jwk.TryToKey(out var key));
        Assert.Equal((jwk, "EdDSA"), (key.PublicKey, key.Algorithm));
    }

    // The neutral point, a point of order two, one of order four; then what is no point at all.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("11")]
    public void An_Ed25519_key_under_which_a_signature_says_nothing_is_refused(string hex) =>
        Assert.False(Jwk.OfEd25519(Convert.FromHexString(hex)).TryToKey(out _));

    [Fact]
    public void The_kinds_of_keys_do_not_mix()
    {
        Assert.False((Published with { Kty = "OKP", Crv = "Ed25519" }).TryToKey(out _));
        Assert.False(new Jwk("OKP", "Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "").TryToKey(out _));
        Assert.False(new Jwk("EC", "Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").TryToKey(out _));
        Assert.False(new Jwk("OKP", "X25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").TryToKey(out _));
    }

    // A private key that was sent is compromised; saying so at once is the least.
    [Fact]
    public void A_private_key_is_refused_before_anything_is_kept()
    {
        var json = JsonSerializer.Serialize(Published, WireJson.Options);
        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<Jwk>(json.Insert(1, "\"d\":\"AA\","), WireJson.Options));
        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<Jwk>(json.Insert(1, "\"k\":\"AA\","), WireJson.Options));
        Assert.Equal(
            Published,
            JsonSerializer.Deserialize<Jwk>(
                json.Insert(1, "\"kid\":\"a\",\"use\":\"sig\",\"alg\":\"ES256\",\"key_ops\":[\"verify\"],"),
                WireJson.Options)!.Bare());
    }
}
