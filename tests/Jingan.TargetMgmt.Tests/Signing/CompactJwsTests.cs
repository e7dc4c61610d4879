using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Signing;

public sealed class CompactJwsTests : IDisposable
{
    private const string Header = """{"alg":"ES256","kid":"assessor-1"}""";

    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"colour":"red"}""");

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void What_is_signed_is_read_and_verified()
    {
        var text = CompactJws.Sign(Payload, "assessor-1", _key);
        Assert.True(CompactJws.TryParse(text, out var jws));
        Assert.Equal((text, "assessor-1"), (jws.Text, jws.KeyId));
        Assert.Equal(Payload, jws.Payload);
        Assert.True(jws.IsSignedBy(_key));
        Assert.Equal(Header, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text.Split('.')[0])));
    }

    // Appendix A.3, with its key. Its header has no kid, so only the signature is looked at.
    [Fact]
    public void The_example_of_RFC_7515_verifies()
    {
        const string Text =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        Assert.True(new Jwk("EC", "P-256", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0").TryToKey(out var key));
        using (key)
        {
            Assert.True(new CompactJws(Text, "ES256", "", []).IsSignedBy(key));
            Assert.False(new CompactJws(
                Text.Replace("joe", "jim", StringComparison.Ordinal)
                    .Replace("Uqq", "Urr", StringComparison.Ordinal)[..^2] + "0Q", "ES256", "", []).IsSignedBy(key));
        }

        Assert.False(CompactJws.TryParse(Text, out _));
    }

    // RFC 8037 appendix A.4, with its key. No kid there either.
    [Fact]
    public void The_example_of_RFC_8037_verifies()
    {
        const string Text =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        Assert.True(new Jwk("OKP", "Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").TryToKey(out var key));
        Assert.True(new CompactJws(Text, "EdDSA", "", []).IsSignedBy(key));
        Assert.False(new CompactJws(Text.Replace("RXh", "RXg", StringComparison.Ordinal), "EdDSA", "", [])
            .IsSignedBy(key));
    }

    // A browser gives .NET no elliptic curves: what it runs in their place says the same.
    [Fact]
    public void A_browser_verifies_P256_as_a_server_does()
    {
        var jwk = Jwk.Of(_key);
        var (x, y) = (Base64Url.DecodeFromChars(jwk.X), Base64Url.DecodeFromChars(jwk.Y!));
        Assert.True(jwk.Managed(x, y) is { Algorithm: JwsKey.Es256 });
        for (var i = 0; i < 64; i++)
        {
            byte[] input = [.. Payload, (byte)i];
            var signature = JwsKey.Of(_key).Sign(input);
            Assert.True(jwk.Managed(x, y)!.Verify(input, signature));
            signature[i] ^= 1;
            Assert.False(jwk.Managed(x, y)!.Verify(input, signature));
        }

        Assert.False(jwk.Managed(x, y)!.Verify(Payload, new byte[64])); // r and s of 0
        Assert.Equal(jwk, jwk.Managed(x, y)!.PublicKey);
        y[^1] ^= 1;
        Assert.Null(jwk.Managed(x, y)); // no point of the curve
        Assert.Null(jwk.Managed(new byte[32], new byte[32]));
    }

    [Fact]
    public void An_Ed25519_key_signs_with_EdDSA()
    {
        using var key = JwsKey.OfEd25519Seed(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        Assert.True(CompactJws.TryParse(CompactJws.Sign(Payload, "assessor-1", key), out var jws));
        Assert.Equal("EdDSA", jws.Algorithm);
        Assert.True(key.PublicKey.TryToKey(out var half));
        Assert.True(jws.IsSignedBy(half));
        Assert.ThrowsAny<CryptographicException>(() => half.Sign(Payload)); // it is the public half
        Assert.False(jws.IsSignedBy(_key));
    }

    // Each signature is good for the bytes signed; only the header names the other kind of key's algorithm.
    [Fact]
    public void An_algorithm_that_is_not_the_keys_own_is_refused()
    {
        using var ed25519 = JwsKey.OfEd25519Seed(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        Assert.True(Verifies(SignedAs("ES256", JwsKey.Of(_key)), _key));
        Assert.True(Verifies(SignedAs("EdDSA", ed25519), ed25519));
        Assert.False(Verifies(SignedAs("EdDSA", JwsKey.Of(_key)), _key));
        Assert.False(Verifies(SignedAs("ES256", ed25519), ed25519));

        static string SignedAs(string algorithm, JwsKey key)
        {
            var input =
                $"{Encode($$"""{"alg":"{{algorithm}}","kid":"assessor-1"}""")}.{Base64Url.EncodeToString(Payload)}";
            return $"{input}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(input)))}";
        }
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"HS256","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"ES384","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"es256","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"Ed25519","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"eddsa","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"EdDSA","crv":"Ed25519","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","kid":""}""")]
    [InlineData("""{"alg":"ES256","kid":null}""")]
    [InlineData("""{"alg":"ES256","kid":7}""")]
    [InlineData("""{"kid":"assessor-1"}""")]
    [InlineData("""{"Alg":"ES256","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"ES256","kid":"assessor-1","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ES256","kid":"assessor-1","b64":true}""")]
    [InlineData("""{"alg":"ES256","kid":"assessor-1","crit":[]}""")]
    [InlineData("""{"alg":"ES256","kid":"assessor-1","jwk":{}}""")]
    [InlineData("""{"alg":"ES256","kid":"assessor-1","x5u":"http://evil"}""")]
    [InlineData("""{"alg":"ES256","alg":"none","kid":"assessor-1"}""")]
    [InlineData("""{"alg":"ES256","kid":"assessor-1","kid":"assessor-2"}""")]
    [InlineData("""["ES256","assessor-1"]""")]
    [InlineData("""null""")]
    [InlineData("""{"alg":"ES256","kid":"assessor-1"} x""")]
    public void A_header_that_is_not_understood_in_full_is_refused(string header) =>
        Assert.False(CompactJws.TryParse(SignedWith(header), out _));

    [Fact]
    public void A_header_may_say_what_type_it_is() =>
        Assert.True(CompactJws.TryParse(SignedWith("""{"typ":"JOSE","alg":"ES256","kid":"assessor-1"}"""), out _));

    [Fact]
    public void The_text_has_one_form()
    {
        var text = CompactJws.Sign(Payload, "assessor-1", _key);
        var parts = text.Split('.');
        string[] others =
        [
            "", ".", "..", "...", $"{parts[0]}.{parts[1]}", $"{text}.", $".{text}", $"{text}.{parts[2]}",
            $"{parts[0]}..{parts[2]}", $"{parts[0]}.{parts[1]}.",
            $"{text}=", $"{text}==", $"{text}\n", $" {text}", text.Replace(".", ". ", StringComparison.Ordinal),
            $"{parts[0]}.{parts[1]}=.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{parts[2][..^1]}+", $"{parts[0]}.{parts[1]}.{parts[2][..^1]}/", $"{text}é",
            $"{text}\0",
        ];
        Assert.All(others, other => Assert.False(CompactJws.TryParse(other, out _), other));
    }

    // 64 bytes leave four bits of the last character unused; with them set, one signature would have sixteen texts.
    [Fact]
    public void Stray_bits_are_refused()
    {
        var text = CompactJws.Sign(Payload, "assessor-1", _key);
        var accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .Where(last => CompactJws.TryParse(text[..^1] + last, out var jws) && jws.IsSignedBy(_key)).ToList();
        Assert.Equal([text[^1]], accepted);
    }

    [Fact]
    public void Another_payload_another_header_and_another_key_are_not_what_was_signed()
    {
        var parts = CompactJws.Sign(Payload, "assessor-1", _key).Split('.');
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.True(Verifies(string.Join('.', parts), _key));
        Assert.False(Verifies(string.Join('.', parts), otherKey));
        Assert.False(Verifies($"{parts[0]}.{Encode("""{"colour":"blue"}""")}.{parts[2]}", _key));
        Assert.False(Verifies(
            $"{Encode(Header.Replace("assessor-1", "assessor-2", StringComparison.Ordinal))}.{parts[1]}.{parts[2]}",
            _key));
    }

    [Fact]
    public void Every_byte_of_the_signature_counts_and_so_does_its_length()
    {
        var parts = CompactJws.Sign(Payload, "assessor-1", _key).Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        for (var i = 0; i < signature.Length; i++)
        {
            var changed = signature.ToArray();
            changed[i] ^= 1;
            Assert.False(Verifies($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(changed)}", _key), $"byte {i}");
        }

        var der = _key.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
        Assert.All((byte[][])[[], signature[..63], [.. signature, 0], new byte[64], der], s =>
            Assert.False(Verifies($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(s)}", _key)));
    }

    private static bool Verifies(string text, JwsKey key) =>
        CompactJws.TryParse(text, out var jws) && jws.IsSignedBy(key);

    private string SignedWith(string header)
    {
        var input = $"{Encode(header)}.{Base64Url.EncodeToString(Payload)}";
        return $"{input}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
