using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>An assessor who corrects his rating of one target again and again, each time with his signature.</summary>
internal sealed class Assessor : Writer
{
    private readonly Library _library;
    private readonly JsonObject _claims;
    private readonly ECDsa _key = ECDsa.Create();
    private readonly string _kid;

    private Assessor(Library library, string target, JsonObject claims)
        : base("assessor of " + target)
    {
        (_library, _claims) = (library, claims);
        _key.ImportFromPem(library.AssessorPem);
        _kid = Jwk.Of(_key).Thumbprint();
    }

    /// <summary>Honest claims about the target, as the worklist tells them: nobody reports on it.</summary>
    public static async Task<Assessor> OfAsync(HttpClient http, Library library, string target, bool waits)
    {
        var page = await Library.SendAsync(
            http, HttpMethod.Get, $"/api/v1/worklist?period={library.Period}&target={target}", library.Evaluator, null);
        var item = page["items"]![0]!;
        var suggested = (string?)item["suggestion"]?["colour"];
        return new(library, target, new JsonObject
        {
            ["type"] = "rating", ["period"] = library.Period, ["targetId"] = target,
            ["targetVersion"] = (long)item["targetVersion"]!,
            ["class"] = (string?)item["class"], ["colour"] = suggested ?? "red", ["scheme"] = (string?)item["scheme"],
            ["suggested"] = suggested, ["basis"] = null, ["log"] = "targetmgmt.localhost/evaluation",
        })
        { Waits = waits };
    }

    protected override HttpRequestMessage NewRequest(string mark)
    {
        _claims["rationale"] = mark;
        _claims["issuedAt"] = UtcText.Format(TimeProvider.System.GetUtcNow());
        var jws = CompactJws.Sign(Encoding.UTF8.GetBytes(_claims.ToJsonString()), _kid, _key);
        return Library.Request(HttpMethod.Post, "/api/v1/ratings", _library.Evaluator,
            new StringContent(jws, Encoding.UTF8, CompactJws.MediaType));
    }

    protected override JsonNode? Accept(int status, JsonNode answer)
    {
        // After a crash the last rating may have been stored, though nobody said so: the answer names it.
        var isStored = status == 409 && (string?)answer["code"] == "already_rated";
        var receipt = isStored ? null : base.Accept(status, answer);
        if (receipt is null && !isStored)
        {
            return null;
        }

        _claims["supersedes"] = (long)(receipt ?? answer)["index"]!;
        _claims["reason"] = "更正";
        return receipt;
    }
}
