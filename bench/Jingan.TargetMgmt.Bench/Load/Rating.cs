using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>POST /ratings: one connection rates its own target, then supersedes its own rating each time.
/// Every rating is signed here, when it is sent.</summary>
internal sealed class Rating : Exchange, IDisposable
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly byte[] _claims;
    private readonly byte[] _head;
    private readonly ECDsa _key = ECDsa.Create();
    private readonly byte[] _payload = new byte[4096];
    private readonly byte[] _jws = new byte[8192];
    private readonly byte[] _request = new byte[8192];
    private readonly int _payloadAt;
    private long _supersedes = -1;

    /// <param name="claims">What the worklist says of the target, and the judgement; without supersedes,
    /// reason and issuedAt.</param>
    /// <param name="keyId">The registered assessor's <c>kid</c>.</param>
    /// <param name="pem">Its private key.</param>
    /// <param name="token">An evaluator's access token.</param>
    public Rating(JsonObject claims, string keyId, string pem, string token)
    {
        _key.ImportFromPem(pem);
        _claims = Encoding.UTF8.GetBytes(claims.ToJsonString(Readable)[..^1]);
        _head = Encoding.ASCII.GetBytes(
            $"POST /api/v1/ratings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: "
                + "application/jose\r\nContent-Length: ");
        var header = new Draft(_jws).Base64(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{keyId}}"}"""))
            .Text("."u8);
        _payloadAt = header.Length;
    }

    public override int Expected => 201;

    public override ReadOnlyMemory<byte> Next()
    {
        var payload = new Draft(_payload).Text(_claims);
        if (_supersedes >= 0)
        {
            payload = payload.Text(",\"supersedes\":"u8).Number(_supersedes).Text(",\"reason\":\"基准测试 (synthetic)\""u8);
        }

        payload = payload.Text(",\"issuedAt\":\""u8).Instant(TimeProvider.System.GetUtcNow()).Text("\"}"u8);

        // RFC 7515 section 7.1; ES256 signs r and s side by side, RFC 7518 section 3.4.
        var jws = new Draft(_jws, _payloadAt).Base64(payload.Written);
        Span<byte> signature = stackalloc byte[64];
        _key.SignData(
            jws.Written, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        jws = jws.Text("."u8).Base64(signature);

        return _request.AsMemory(0, new Draft(_request)
            .Text(_head)
            .Number(jws.Length)
            .Text("\r\n\r\n"u8)
            .Text(jws.Written).Length);
    }

    public override void Answered(int status, ReadOnlySpan<byte> body)
    {
        var at = body.LastIndexOf("\"index\":"u8);
        if (status == Expected && at >= 0
            && Utf8Parser.TryParse(body[(at + "\"index\":".Length)..], out long index, out _))
        {
            _supersedes = index;
        }
    }

    public void Dispose() => _key.Dispose();

    /// <summary>Writes one thing behind the other into a buffer.</summary>
    private readonly ref struct Draft(byte[] buffer, int length = 0)
    {
        public int Length => length;

        public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

        public Draft Text(scoped ReadOnlySpan<byte> text)
        {
            text.CopyTo(buffer.AsSpan(length));
            return new(buffer, length + text.Length);
        }

        public Draft Number(long number) =>
            Utf8Formatter.TryFormat(number, buffer.AsSpan(length), out var written)
            ? new(buffer, length + written)
            : throw TooShort();

        public Draft Instant(DateTimeOffset instant) =>
            instant.UtcDateTime.TryFormat(buffer.AsSpan(length), out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture)
                ? new(buffer, length + written) : throw TooShort();

        public Draft Base64(scoped ReadOnlySpan<byte> bytes) =>
            Base64Url.TryEncodeToUtf8(bytes, buffer.AsSpan(length), out var written)
            ? new(buffer, length + written)
            : throw TooShort();

        private static InvalidOperationException TooShort() => new("The rating is longer than its buffer.");
    }
}
