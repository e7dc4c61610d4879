using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>A body that is a compact JWS of a registered assessor.</summary>
internal static class SignedBody
{
    /// <summary>Reads, verifies, and only then looks at the claims.</summary>
    public static async Task<(CompactJws? Jws, T? Claims, Problem? Refusal)> ReadAsync<T>(HttpContext http, AssessorStore assessors, SignatureChecks signatures)
        where T : class
    {
        if (http.Request.GetTypedHeaders().ContentType?.MediaType.Value != CompactJws.MediaType)
        {
            return (null, null, new(ProblemCode.UnsupportedMediaType, new(
                $"请以 Content-Type: {CompactJws.MediaType} 提交签名（JWS compact）。", $"Send the compact JWS as Content-Type: {CompactJws.MediaType}.")));
        }

        var body = RequestBody.BytesOf(http);
        return body.Length > CompactJws.MaxText
            ? (null, null, TooLong(body.Length))
            : await CheckAsync<T>(Encoding.ASCII.GetString(body.Span).Trim(), assessors, signatures, http.RequestAborted);
    }

    /// <summary>Verifies one text, and only then looks at the claims.</summary>
    public static async Task<(CompactJws? Jws, T? Claims, Problem? Refusal)> CheckAsync<T>(
        string text, AssessorStore assessors, SignatureChecks signatures, CancellationToken ct)
        where T : class
    {
        // Before it is parsed.
        if (text.Length > CompactJws.MaxText)
        {
            return (null, null, TooLong(text.Length));
        }

        if (!CompactJws.TryParse(text, out var jws))
        {
            return (null, null, new(ProblemCode.BadSignature, new(
                "须为 JWS compact，头部为 { alg: ES256 或 EdDSA, kid }，不得有其他成员。",
                "The body must be a compact JWS with the header { alg: ES256 or EdDSA, kid } and no other members.")));
        }

        if (jws.Payload.Length > CompactJws.MaxPayload)
        {
            return (null, null, new(ProblemCode.TooLarge, new(
                $"签名内容 {jws.Payload.Length} 字节，上限 {CompactJws.MaxPayload} 字节；请缩短文字后重新签名。",
                $"The payload has {jws.Payload.Length} bytes of {CompactJws.MaxPayload} allowed; shorten the texts and sign again.")));
        }

        if (await assessors.FindSignerAsync(jws.KeyId, ct) is not { } signer || !signatures.IsSignedBy(jws, signer.PublicKey))
        {
            return (null, null, new(ProblemCode.BadSignature, new(
                "kid 未登记，或签名（含 alg）与登记的公钥不符；公钥用 POST /assessors 登记。",
                "The kid is not registered, or the signature or its alg does not match the key; keys are registered with POST /assessors.")));
        }

        if (signer.Refusal is { } ended)
        {
            return (null, null, ended);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(jws.Payload, WireJson.Options) is { } claims
                ? (jws, claims, null)
                : (null, null, Problem.Invalid("", new("不得为 null", "must not be null")));
        }
        catch (JsonException fault)
        {
            return (null, null, RequestErrors.FromJson(fault));
        }
    }

    private static Problem TooLong(int length) => new(ProblemCode.TooLarge, new(
        $"签名文本 {length} 字节，上限 {CompactJws.MaxText} 字节；请缩短文字后重新签名。", $"The signed text has {length} bytes of {CompactJws.MaxText} allowed; shorten the texts and sign again."));
}
