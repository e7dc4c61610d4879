using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Evaluation.Signing;

/// <summary>What came of reading a signed body: the claims and who signed them, or the refusal.</summary>
/// <param name="Signer">How the key stood; null with a refusal, and of the founding key,
/// which is not registered yet.</param>
internal sealed record Signed<T>(CompactJws? Jws, T? Claims, Signer? Signer, Problem? Refusal)
    where T : class
{
    public static implicit operator Signed<T>(Problem refusal) => new(null, null, null, refusal);
}

/// <summary>Bodies that are a compact JWS of a registered assessor, made for this deployment.</summary>
internal sealed class SignedStatements(EvaluationDb db, AssessorStore assessors, SignatureChecks signatures)
{
    /// <summary>Reads, verifies, and only then looks at the claims.</summary>
    /// <param name="type">What the claims must say that they are.</param>
    /// <param name="mayHaveEnded">True where the caller refuses an ended key itself,
    /// because what ended it may be this very statement.</param>
    /// <param name="founding">Where no key is registered yet: the one that the claims bring themselves,
    /// and that has signed them.</param>
    public async Task<Signed<T>> ReadAsync<T>(
        HttpContext http, string type, bool mayHaveEnded = false, Func<T, JwsKey?>? founding = null)
        where T : class, ISignedClaims
    {
        if (RequestBody.MediaTypeOf(http.Request) != CompactJws.MediaType)
        {
            return new Problem(ProblemCode.UnsupportedMediaType, new(
                $"请以 Content-Type: {CompactJws.MediaType} 提交签名（JWS compact）。",
                $"Send the compact JWS as Content-Type: {CompactJws.MediaType}."));
        }

        var body = RequestBody.BytesOf(http);
        return body.Length > CompactJws.MaxText ? TooLong(body.Length)
            : await CheckAsync(Unquoted(Encoding.ASCII.GetString(body.Span).Trim()), type, http.RequestAborted,
                mayHaveEnded, founding);
    }

    /// <summary>Verifies one text, and only then looks at the claims.</summary>
    public async Task<Signed<T>> CheckAsync<T>(
        string text, string type, CancellationToken ct, bool mayHaveEnded = false, Func<T, JwsKey?>? founding = null)
        where T : class, ISignedClaims
    {
        // Before it is parsed.
        if (text.Length > CompactJws.MaxText)
        {
            return TooLong(text.Length);
        }

        if (!CompactJws.TryParse(text, out var jws))
        {
            return new Problem(ProblemCode.BadSignature, new(
                "须为 JWS compact，头部为 { alg: ES256 或 EdDSA, kid }，不得有其他成员。",
                "The body must be a compact JWS with the header { alg: ES256 or EdDSA, kid } and no other members."));
        }

        if (jws.Payload.Length > CompactJws.MaxPayload)
        {
            return new Problem(ProblemCode.TooLarge, new(
                $"签名内容 {jws.Payload.Length} 字节，上限 {CompactJws.MaxPayload} 字节；请缩短文字后重新签名。",
                $"The payload has {jws.Payload.Length} bytes of {CompactJws.MaxPayload} allowed; shorten the texts "
                    + "and sign again."));
        }

        var signer = await assessors.FindSignerAsync(jws.KeyId, ct);
        if (signer is null && founding is not null && await assessors.CountAsync(ct) == 0)
        {
            return ReadFounding(jws, type, founding);
        }

        return signer is null || !signatures.IsSignedBy(jws, signer.PublicKey) ? NotSigned()
            : !mayHaveEnded && signer.Refusal is { } ended ? ended
            : Open<T>(jws, signer, type);
    }

    private Signed<T> ReadFounding<T>(CompactJws jws, string type, Func<T, JwsKey?> founding)
        where T : class, ISignedClaims
    {
        var read = Open<T>(jws, null, type);
        if (read.Claims is null)
        {
            return read;
        }

        using var key = founding(read.Claims);
        return key is not null && jws.IsSignedBy(key) ? read : NotSigned();
    }

    // Generated clients send every text as JSON; a compact JWS has nothing that JSON would write otherwise.
    private static string Unquoted(string text) => text is ['"', .., '"'] ? text[1..^1] : text;

    private static Problem TooLong(int length) => new(ProblemCode.TooLarge, new(
        $"签名文本 {length} 字节，上限 {CompactJws.MaxText} 字节；请缩短文字后重新签名。",
        $"The signed text has {length} bytes of {CompactJws.MaxText} allowed; shorten the texts and sign again."));

    private static Problem NotSigned() => new(ProblemCode.BadSignature, new(
        "kid 未登记，或签名（含 alg）与登记的公钥不符；公钥用 jtm assessor add 登记。",
        "The kid is not registered, or the signature or its alg does not match the key; keys are registered with jtm "
            + "assessor add."));

    private Signed<T> Open<T>(CompactJws jws, Signer? signer, string type)
        where T : class, ISignedClaims
    {
        try
        {
            return JsonSerializer.Deserialize<T>(jws.Payload, WireJson.Requests) is not { } claims
                ? Problem.Invalid("", new("不得为 null", "must not be null"))
                : Refusal(claims, type) is { } refusal ? (Signed<T>)refusal
                : new Signed<T>(jws, claims, signer, null);
        }
        catch (JsonException fault)
        {
            return JsonFaults.Of(jws.Payload, typeof(T), fault);
        }
    }

    private Problem? Refusal(ISignedClaims claims, string type)
    {
        var origin = db.Identity.VerifierKey.Name;
        if (claims.Log is { } log && log != origin)
        {
            return new(ProblemCode.OtherLog, new(
                $"签名中的 log 为“{log}”，本系统的评估日志是“{origin}”；请核对服务地址后重新签名。",
                $"It was signed for the log \"{log}\", and the evaluation log here is \"{origin}\"; check the "
                    + "service's address and sign again."))
            { Extensions = new Dictionary<string, object?> { ["log"] = origin } };
        }

        List<(string, string)> faults = [];
        if (claims.Type != type)
        {
            faults.Add(("/type", new Text($"须为 {type}", $"must be {type}").Current));
        }

        if (claims.Log is null)
        {
            faults.Add(("/log",
                new Text($"必填：评估日志的名称，{origin}", $"is required: the evaluation log's name, {origin}").Current));
        }

        if (SigningTime.Fault(claims.IssuedAt ?? "", db.Clock) is { } fault)
        {
            faults.Add(("/issuedAt", fault.Current));
        }

        return faults.Count == 0 ? null : Problem.Invalid(faults);
    }
}
