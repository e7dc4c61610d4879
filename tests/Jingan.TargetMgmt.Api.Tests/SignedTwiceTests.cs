using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A signed statement is sent, its answer is lost, the very same bytes are sent again: they are the same
/// statement, and get the same answer.</summary>
public abstract class SignedTwiceTests(ServiceFactory service) : IDisposable
{
    private readonly JwsKey _other = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public void Dispose()
    {
        _other.Dispose();
        service.Dispose();
    }

    [Theory]
    [InlineData("ratings")]
    [InlineData("second marks")]
    [InlineData("evaluation-reports")]
    [InlineData("assessors")]
    [InlineData("assessors/revocations")]
    [InlineData("assessors/conflicts")]
    public async Task The_same_signed_bytes_get_their_first_receipt_and_are_stored_once(string kind)
    {
        var (path, text) = await SignedAsync(kind);
        var first = await SendAsync(path, text);
        Assert.True(first.Status == 201, $"{first.Status} {first.Body}");
        var sizes = await service.SizesAsync();
        service.Clock.Advance(TimeSpan.FromMinutes(1));

        // Alone, and under a key of its own each time: jtm makes one for every call.
        foreach (var key in (string?[])[null, "k-1", "k-1", "k-2"])
        {
            var again = await SendAsync(path, text, key);
            Assert.Equal((201, first.Body!.ToJsonString()), (again.Status, again.Body!.ToJsonString()));
            Assert.Equal(first.Response.Headers.Location, again.Response.Headers.Location);
        }

        Assert.Equal(sizes, await service.SizesAsync());
        Assert.Empty(await service.RefusalsAsync());
    }

    [Fact]
    public async Task Ten_at_once_are_one_statement()
    {
        var (path, text) = await SignedAsync("ratings");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => SendAsync(path, text, i % 2 == 0
            ? null
            : $"k-{i}")));
        Assert.All(answers, a => Assert.Equal(201, a.Status));
        Assert.Single(answers.Select(a => a.Body!.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task It_is_the_same_statement_as_a_line_of_many_and_twice_among_them()
    {
        var (path, text) = await SignedAsync("ratings");
        var index = (long)(await SendAsync(path, text))["receipt"]["index"]!;
        var lines =
            (await service.Evaluator.PostTextAsync("ratings", $"{text}\n{text}\n", "application/x-ndjson")).Items;
        Assert.Equal([(201, index), (201, index)], lines.Select(l => ((int)l!["status"]!, (long)l["index"]!)));
    }

    [Fact]
    public async Task Afterwards_too_when_the_rating_was_superseded()
    {
        var (path, text) = await SignedAsync("ratings");
        var first = await SendAsync(path, text);
        var correction = await service.ClaimsAsync();
        (correction["supersedes"], correction["reason"]) = ((long)first["receipt"]["index"]!, "更正");
        await service.RatedAsync(correction);
        Assert.Equal(first.Body!.ToJsonString(), (await SendAsync(path, text)).Body!.ToJsonString());
    }

    // Signed anew it is another statement, whatever it says.
    [Fact]
    public async Task The_same_claims_signed_again_are_another_statement()
    {
        var (path, _) = await SignedAsync("ratings");
        var claims = await service.ClaimsAsync();
        Assert.Equal(201, (await SendAsync(path, service.Sign(claims))).Status);
        Assert.Equal((409, "already_rated"), await SendAsync(path, service.Sign(claims)) is var a
            ? (a.Status, a.Code)
            : default);
    }

    private Task<Answer> SendAsync(string path, string text, string? key = null) =>
        service.Evaluator.SendAsync(HttpMethod.Post, path, new StringContent(text, Encoding.UTF8, CompactJws.MediaType),
            key);

    private async Task<(string Path, string Text)> SignedAsync(string kind)
    {
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        var founder = JwsKey.Of(service.AssessorKey);
        switch (kind)
        {
            case "ratings":
                return (kind, service.Sign(await service.ClaimsAsync()));
            case "second marks":
                Assert.Equal(201, (await service.RegisterKeyAsync(_other)).Status);
                await service.CloseAsync();
                await service.DrawAsync(1m);
                await service.RatedAsync(await service.ClaimsAsync());
                var mark = await service.ClaimsAsync();
                mark["secondMark"] = true;
                return ("ratings", SignedBy(_other, mark));
            case "evaluation-reports":
                await service.CloseAsync();
                var rating = await service.RatedAsync(await service.ClaimsAsync());
                await service.DrawAsync();
                return (kind, SignedBy(founder, new()
                {
                    ["type"] = "report", ["period"] = "2018-06", ["scheme"] = "2018.1",
                    ["ratings"] = new JsonArray(rating), ["summary"] = "本期总体平稳", ["statistics"] = new JsonObject(),
                }));
            case "assessors":
                return (kind, SignedBy(founder, new()
                {
                    ["type"] = "assessor", ["kid"] = _other.PublicKey.Thumbprint(),
                    ["publicKey"] = JsonSerializer.SerializeToNode(_other.PublicKey, WireJson.Options),
                    ["name"] = "评估员乙",
                }));
            case "assessors/revocations":
                Assert.Equal(201, (await service.RegisterKeyAsync(_other)).Status);
                return (kind, SignedBy(_other, new()
                {
                    ["type"] = "assessor-revocation",
                    ["kid"] = _other.PublicKey.Thumbprint(),
                    ["reason"] = "离职",
                }));
            default:
                return (kind,
                    SignedBy(founder, new()
                    {
                        ["type"] = "conflict",
                        ["kid"] = service.Kid,
                        ["unit"] = "FGW",
                        ["reason"] = "曾在该单位任职",
                        ["ended"] = false,
                    }));
        }
    }

    private string SignedBy(JwsKey key, JsonObject claims)
    {
        claims["log"] = Assessor.Log;
        claims["issuedAt"] = UtcText.Format(service.Clock.GetUtcNow());
        return CompactJws.Sign(Encoding.UTF8.GetBytes(claims.ToJsonString()), key.PublicKey.Thumbprint(), key);
    }
}

public sealed class SqliteSignedTwiceTests() : SignedTwiceTests(new SqliteFactory());

public sealed class SqlServerSignedTwiceTests() : SignedTwiceTests(new SqlServerFactory());
