using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Access is on record before it counts, and an administrator makes no evaluator.</summary>
public abstract class AccessRecordTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Every_token_that_counts_is_in_the_log_and_none_that_is_not()
    {
        foreach (var side in (string[])["government", "evaluation"])
        {
            var items = await ListedAsync(side);
            Assert.Equal(AccessTokenFile.Read(service.TokenFile).Select(t => (t.Name, t.Role, t.Fingerprint)).Order(),
                items.Select(i => ((string)i["name"]!, (string)i["role"]!, (string)i["fingerprint"]!)).Order());
            Assert.All(items, i => Assert.Equal("inForce", (string?)i["state"]));
            foreach (var item in items)
            {
                var entry = await EntryAsync(side, (long)item["index"]!);
                Assert.Equal(("access", "service", (string?)item["fingerprint"]),
                    ((string?)entry["type"], (string?)entry["actor"], (string?)entry["fingerprint"]));
                Assert.DoesNotContain(service.TokenOf("office"), entry.ToJsonString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_token_that_is_added_changed_and_taken_away_leaves_an_entry_each_time()
    {
        var (client, token) = Add("王五", Role.Auditor);
        Assert.Equal(200, (await client.ReadAsync("ratings")).Status);
        Assert.Equal(200, (await client.ReadAsync("units")).Status);
        Replace(t => t.Name == "王五" ? t with { Expires = "2098-01-01T00:00:00.000Z" } : t);
        Assert.Equal(200, (await client.ReadAsync("ratings")).Status);
        AccessTokenFile.Write(service.TokenFile, AccessTokenFile.Read(service.TokenFile).Where(t => t.Name != "王五"));
        Assert.Equal(401, (await client.ReadAsync("ratings")).Status);

        Assert.Equal(200, (await service.Office.ReadAsync("ratings")).Status); // whoever comes next has the end written
        var terms = (await ListedAsync("evaluation")).Where(i => (string?)i["fingerprint"] == token.Fingerprint)
            .ToList();
        Assert.Equal([("ended", token.Expires), ("ended", "2098-01-01T00:00:00.000Z")],
            terms.Select(t => ((string)t["state"]!, (string)t["until"]!)));
        Assert.All(await Task.WhenAll(terms.Select(t => EntryAsync("evaluation", (long)t["ended"]!))), e =>
            Assert.Equal("access-ended", (string?)e["type"]));
    }

    [Fact]
    public async Task Who_had_access_the_evaluator_auditors_and_administrators_read()
    {
        foreach (var (caller, status) in (IEnumerable<(string, int)>)[("evaluator", 200), ("auditor", 200),
            ("admin", 200), ("office", 403), ("LSJ", 403), ("service", 403)])
        {
            foreach (var side in (string[])["government", "evaluation"])
            {
                Assert.Equal(
                    (caller, status), (caller, (await service.As(caller).ReadAsync($"/logs/{side}/access")).Status));
            }
        }
    }

    // The attack: a token of one's own making reads embargoed ratings, registers a key and rates.
    [Fact]
    public async Task A_further_evaluators_token_counts_for_nothing_until_an_assessors_key_approves_it()
    {
        await service.RegisterAsync();
        await service.RatedAsync(await service.ClaimsAsync());
        var (intruder, token) = Add("赵六", Role.Evaluator);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        foreach (var path in (string[])["ratings?period=2018-06", "worklist?period=2018-06", "/logs/evaluation/access",
            "/logs/evaluation/entry/0", "refusals"])
        {
            var refused = await intruder.ReadAsync(path);
            Assert.Equal((401, "access_not_approved"), (refused.Status, refused.Code));
            Assert.Equal(token.Fingerprint, (string?)refused["fingerprint"]);
        }

        Assert.Equal(
            401, (await intruder.PostTextAsync("ratings", service.Sign(await service.ClaimsAsync(), own),
                CompactJws.MediaType)).Status);
        Assert.Equal("notApproved", State(await ListedAsync("evaluation"), token));

        Assert.Equal((401, "bad_signature"), Of(await ApproveAsync(token, own)));
        Assert.Equal(201, (await ApproveAsync(token, service.AssessorKey)).Status);
        Assert.Equal(200, (await ApproveAsync(token, service.AssessorKey)).Status); // a repeat
        Assert.Equal(200, (await intruder.ReadAsync("worklist?period=2018-06")).Status);
        Assert.Equal("inForce", State(await ListedAsync("evaluation"), token));
    }

    [Fact]
    public async Task An_approval_is_of_one_access_and_ends_with_it()
    {
        await service.RegisterAsync();
        var (client, token) = Add("赵六", Role.Evaluator);
        await client.ReadAsync("worklist?period=2018-06");
        Assert.Equal(201, (await ApproveAsync(token, service.AssessorKey)).Status);
        Assert.Equal(200, (await client.ReadAsync("worklist?period=2018-06")).Status);
        Replace(t => t.Name == "赵六" ? t with { Expires = "2099-06-01T00:00:00.000Z" } : t); // a longer term
        Assert.Equal("access_not_approved", (await client.ReadAsync("worklist?period=2018-06")).Code);
        Replace(t => t.Name == "赵六" ? t with { Expires = token.Expires } : t);
        Assert.Equal("access_not_approved", (await client.ReadAsync("worklist?period=2018-06")).Code);
    }

    [Fact]
    public async Task An_approval_says_what_the_entry_says()
    {
        await service.RegisterAsync();
        var (client, token) = Add("赵六", Role.Evaluator);
        await client.ReadAsync("ratings");
        foreach (var (member, value, pointer) in (IEnumerable<(string, string?, string)>)
        [
            ("name", "别人", "/name"), ("until", "2100-01-01T00:00:00.000Z", "/name"), ("role", "auditor", "/name"),
            ("fingerprint", "00", "/fingerprint"),
            ("type", "rating", "/type"), ("log", null, "/log"), ("issuedAt", null, "/issuedAt"),
            ("issuedAt", "2018-01-01T00:00:00.000Z", "/issuedAt"),
        ])
        {
            Assert.Equal([pointer], (await ApproveAsync(token, service.AssessorKey, c => c[member] = value)).Pointers);
        }

        Assert.Equal("access_not_approved", (await client.ReadAsync("ratings")).Code);
    }

    [Fact]
    public async Task A_statement_made_for_another_deployment_is_refused_whatever_it_is()
    {
        await service.RegisterAsync();
        var (client, token) = Add("赵六", Role.Evaluator);
        await client.ReadAsync("ratings");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        void Elsewhere(JsonObject c) => c["log"] = "other.example/evaluation";
        var claims = await service.ClaimsAsync();
        Elsewhere(claims);
        Answer[] answers =
        [
            await ApproveAsync(token, service.AssessorKey, Elsewhere),
            await service.RegisterKeyAsync(JwsKey.Of(key), change: Elsewhere),
            await service.RateAsync(claims),
            await service.IssueAsync(change: Elsewhere),
            await service.StateAsync("assessors/revocations", new()
            {
                ["type"] = "assessor-revocation",
                ["kid"] = service.Kid,
                ["reason"] = "x",
                ["log"] = "other.example/evaluation",
            }, JwsKey.Of(service.AssessorKey)),
            await service.StateAsync("assessors/conflicts", new()
            {
                ["type"] = "conflict",
                ["kid"] = service.Kid,
                ["unit"] = "LSJ",
                ["reason"] = "x",
                ["log"] = "other.example/evaluation",
            }, JwsKey.Of(service.AssessorKey)),
        ];
        Assert.All(answers, a => Assert.Equal((422, "other_log", Assessor.Log), (a.Status, a.Code, (string?)a["log"])));
    }

    // Who registers the first key is its evaluator; whoever else had a token then is none.
    [Fact]
    public async Task Of_the_tokens_from_before_the_first_key_only_the_one_that_registered_it_counts()
    {
        var (other, token) = Add("赵六", Role.Evaluator);
        Assert.Equal(200, (await other.ReadAsync("worklist?period=2018-06")).Status); // there is nothing to see yet
        await service.RegisterAsync();
        Assert.Equal("access_not_approved", (await other.ReadAsync("worklist?period=2018-06")).Code);
        Assert.Equal("notApproved", State(await ListedAsync("evaluation"), token));
        Assert.Equal(200, (await service.Evaluator.ReadAsync("worklist?period=2018-06")).Status);
        var key = Assert.Single((await service.Office.ReadAsync("assessors")).Items)!;
        Assert.True((bool)key["founding"]!);
    }

    [Fact]
    public async Task A_further_key_counts_only_with_the_signature_of_a_key_in_force()
    {
        await service.RegisterAsync();
        using JwsKey own = NewKey(), second = NewKey(), third = NewKey();
        Assert.Equal((401, "bad_signature"), Of(await service.RegisterKeyAsync(own, signedBy: own)));
        Assert.Equal(201, (await service.RegisterKeyAsync(second)).Status);
        Assert.Equal(201, (await service.RegisterKeyAsync(third, signedBy: second)).Status);
        await service.RevokeAsync(second.PublicKey.Thumbprint(), "遗失");
        Assert.Equal((401, "assessor_key_revoked"), Of(await service.RegisterKeyAsync(own, signedBy: second)));
        Assert.Equal((401, "assessor_key_revoked"), Of(await service.RevokeAsync(service.Kid, "夺权", signedBy: second)));
        Assert.Equal((401, "assessor_key_revoked"), Of(await service.ConflictAsync(service.Kid, signedBy: second)));
        Assert.Equal(1, (await service.Office.ReadAsync("assessors")).Items.Count(a => (bool)a!["founding"]!));
    }

    // A stolen evaluator's token alone revokes nothing and keeps nobody from rating.
    [Fact]
    public async Task Without_a_key_a_token_says_nothing_about_assessors()
    {
        await service.RegisterAsync();
        var before = await service.SizesAsync();
        foreach (var path in (string[])["assessors", "assessors/revocations", "assessors/conflicts",
            "access/approvals"])
        {
            Assert.Equal(
                415, (await service.Evaluator.PostAsync(path, new
                {
                    kid = service.Kid, reason = "x", unit = "LSJ", name = "x",
                })).Status);
            using var own = NewKey();
            Assert.Equal(
                (401, "bad_signature"), Of(await service.StateAsync(path, new() { ["kid"] = service.Kid }, own)));
        }

        Assert.Equal(before, await service.SizesAsync());
    }

    [Fact]
    public async Task One_person_one_name()
    {
        await service.RegisterAsync();
        using var key = NewKey();
        foreach (var name in (string[])["评估员甲", " 评估员甲 ", "评估员\u200B甲", "service", "ＳＥＥＤＳ", "anonymous", "*"])
        {
            var refused = await service.RegisterKeyAsync(key, name: name);
            Assert.True(refused.Code is "name_taken" or "invalid_request", name);
        }
    }

    [Fact]
    public async Task Key_ids_that_differ_in_case_only_are_one()
    {
        await service.RegisterAsync();
        using JwsKey first = NewKey(), second = NewKey();
        Assert.Equal(201, (await service.RegisterKeyAsync(first, change: c => c["kid"] = "Assessor-1")).Status);
        Assert.Equal(
            (409, "already_exists"), Of(await service.RegisterKeyAsync(second, change: c => c["kid"] = "assessor-1")));
    }

    private static JwsKey NewKey() => JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);

    private static string? State(IReadOnlyList<JsonNode> items, AccessToken token) =>
        (string?)items.Last(i => (string?)i["fingerprint"] == token.Fingerprint)["state"];

    private Task<Answer> ApproveAsync(AccessToken token, ECDsa key, Action<JsonObject>? change = null)
    {
        var claims = new JsonObject
        {
            ["type"] = "access-approval", ["log"] = Assessor.Log, ["fingerprint"] = token.Fingerprint,
            ["name"] = token.Name, ["role"] = token.Role, ["until"] = token.Expires,
            ["issuedAt"] = Jingan.TargetMgmt.Contracts.UtcText.Format(service.Clock.GetUtcNow()),
        };
        change?.Invoke(claims);
        return service.StateAsync("access/approvals", claims, JwsKey.Of(key), "anonymous");
    }

    private (HttpClient Client, AccessToken Token) Add(string name, string role)
    {
        var secret = AccessToken.NewSecret();
        var token = new AccessToken(name, role, null, AccessToken.HashOf(secret), "2099-01-01T00:00:00.000Z");
        AccessTokenFile.Write(service.TokenFile, [.. AccessTokenFile.Read(service.TokenFile), token]);
        var client = service.Anonymous;
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return (client, token);
    }

    private void Replace(Func<AccessToken, AccessToken> change) =>
        AccessTokenFile.Write(service.TokenFile, AccessTokenFile.Read(service.TokenFile).Select(change));

    private async Task<IReadOnlyList<JsonNode>> ListedAsync(string side) =>
        [.. (await service.As("auditor").ReadAsync($"/logs/{side}/access?limit=500")).Items.Select(i => i!)];

    private async Task<JsonNode> EntryAsync(string side, long index) =>
        (await service.As("auditor").ReadAsync($"/logs/{side}/entry/{index}")).Body!;
}

public sealed class SqliteAccessRecordTests() : AccessRecordTests(new SqliteFactory());

public sealed class SplitAccessRecordTests() : AccessRecordTests(new SplitFactory());

public sealed class SqlServerAccessRecordTests() : AccessRecordTests(new SqlServerFactory());
