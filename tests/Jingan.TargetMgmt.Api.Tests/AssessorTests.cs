using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Assessors' keys over time: two kinds, replaced, revoked;
/// and the units whose targets a person does not rate.</summary>
public abstract class AssessorTests(ServiceFactory service) : IDisposable
{
    private const string Target = "JA2018-022"; // nobody reports on it; LSJ has no part in it

    private readonly JwsKey _first = NewP256();
    private readonly JwsKey _second =
        JwsKey.OfEd25519Seed(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public void Dispose()
    {
        service.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task An_Ed25519_key_signs_ratings_and_reports()
    {
        Assert.Equal(201, (await service.RegisterKeyAsync(_second)).Status);
        Assert.Equal(201, (await service.RateAsync(_second, await service.ClaimsAsync(Target))).Status);
        var listed = await ListedAsync(_second);
        Assert.Equal("OKP", (string?)listed["publicKey"]!["kty"]);
        Assert.Null(listed["publicKey"]!["y"]);
    }

    [Fact]
    public async Task A_replaced_key_stops_counting_and_its_successor_is_the_same_person()
    {
        var registered = await service.RegisterKeyAsync(_first);
        Assert.Equal(201, (await service.RateAsync(_first, await service.ClaimsAsync(Target))).Status);
        var rotation = await service.RegisterKeyAsync(_second, KidOf(_first));
        Assert.Equal(201, rotation.Status);
        // a repeat, though it has ended the key that signs
        Assert.Equal(200, (await service.RegisterKeyAsync(_second, KidOf(_first), signedBy: _first)).Status);

        var claims = await service.ClaimsAsync("JA2018-041");
        var refused = await service.RateAsync(_first, claims);
        Assert.Equal((401, "assessor_key_revoked"), (refused.Status, refused.Code));
        Assert.Equal(201, (await service.RateAsync(_second, claims)).Status);

        var (old, current) = (await ListedAsync(_first), await ListedAsync(_second));
        Assert.Equal(("replaced", KidOf(_second)), ((string?)old["state"], (string?)old["replacedBy"]));
        Assert.Equal(((long)registered["receipt"]["index"]!, (long)rotation["receipt"]["index"]!),
            ((long)old["from"]!, (long)old["to"]!));
        Assert.Equal(("inForce", KidOf(_first), KidOf(_first)), ((string?)current["state"], (string?)current["person"],
            (string?)current["replaces"]));
        Assert.Null(current["to"]);
        Assert.Equal(2, (await service.RatedIndexesAsync()).Count); // what it signed before stays
    }

    [Fact]
    public async Task A_key_is_replaced_once_and_only_by_a_registered_ones_successor()
    {
        await service.RegisterKeyAsync(_first);
        await service.RegisterKeyAsync(_second, KidOf(_first));
        using var third = NewP256();
        Assert.Equal(
            (409, "already_exists"), Of(await service.RegisterKeyAsync(third, KidOf(_first), signedBy: _second)));
        var unknown = await service.RegisterKeyAsync(third, "nobody");
        Assert.Equal(["/replaces"], unknown.Pointers);
        Assert.Equal(201, (await service.RegisterKeyAsync(third, KidOf(_second))).Status);
        Assert.Equal(KidOf(_first), (string?)(await ListedAsync(third))["person"]);
    }

    [Fact]
    public async Task A_revoked_key_stops_counting_and_what_it_signed_is_marked_not_withdrawn()
    {
        await service.RegisterKeyAsync(_first);
        await service.RateAsync(_first, await service.ClaimsAsync(Target));
        using var colleague = NewP256();
        Assert.Equal(201, (await service.RegisterKeyAsync(colleague)).Status);
        const string Since = "2018-07-01T00:00:00.000Z";
        Assert.Equal(201, (await service.RevokeAsync(KidOf(_first), "手机遗失", Since)).Status); // by itself
        Assert.Equal(200, (await service.RevokeAsync(KidOf(_first), "手机遗失", Since)).Status); // a repeat
        Assert.Equal((401, "assessor_key_revoked"), Of(await service.RevokeAsync(KidOf(colleague), "其他")));
        Assert.Equal((409, "already_exists"), Of(await service.RevokeAsync(KidOf(_first), "其他", signedBy: colleague)));

        Assert.Equal((401, "assessor_key_revoked"),
            Of(await service.RateAsync(_first, await service.ClaimsAsync("JA2018-041"))));
        await service.CloseAsync();
        await service.DrawAsync();
        var rating = Assert.Single((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items)!;
        Assert.Equal("2018-07-01T00:00:00.000Z", (string?)rating["keyCompromisedSince"]);
        var listed = await ListedAsync(_first);
        Assert.Equal(("revoked", "手机遗失"), ((string?)listed["state"], (string?)listed["revocation"]!["reason"]));

        // a new key for the same person
        Assert.Equal(201, (await service.RegisterKeyAsync(_second, KidOf(_first), signedBy: colleague)).Status);
    }

    [Fact]
    public async Task A_revocation_says_whose_key_and_why()
    {
        await service.RegisterKeyAsync(_first);
        foreach (var (reason, since, pointer) in (IEnumerable<(string, string?, string)>)[
            ("遗失", null, "/kid"), (" ", null, "/reason"), ("遗失", "2018-07-01", "/compromisedSince"),
            ("遗失", "2018-07-03T00:00:00.000Z", "/compromisedSince")])
        {
            Assert.Equal([pointer], (await service.RevokeAsync("nobody", reason, since)).Pointers);
        }
    }

    [Fact]
    public async Task A_report_is_signed_with_a_key_in_force_too()
    {
        await service.RegisterAsync();
        await service.CloseAsync();
        await service.RevokeAsync(service.Kid, "离职");
        Assert.Equal((401, "assessor_key_revoked"), Of(await service.IssueAsync()));
    }

    [Fact]
    public async Task Of_a_revocation_and_many_ratings_at_once_none_is_logged_after_it()
    {
        await service.RegisterKeyAsync(_first);
        string[] targets = [.. (await service.Evaluator.ReadAsync("worklist?period=2018-06&limit=40")).Items
            .Select(i => (string)i!["targetId"]!)];
        var claims = await Task.WhenAll(targets.Select(t => service.ClaimsAsync(t)));
        var ratings = claims.Select(c => service.RateAsync(_first, c)).ToList();
        var revocation = await service.RevokeAsync(KidOf(_first), "遗失");
        var answers = await Task.WhenAll(ratings);

        var end = (long)revocation["receipt"]["index"]!;
        Assert.All(answers, a => Assert.True(
            a.Status == 201 ? (long)a["receipt"]["index"]! < end : a.Code == "assessor_key_revoked", a.Code));
    }

    [Fact]
    public async Task A_person_does_not_rate_a_unit_with_which_he_has_a_conflict_of_interest_whatever_the_key()
    {
        await service.RegisterKeyAsync(_first);
        Assert.Equal(201, (await service.ConflictAsync(KidOf(_first))).Status);
        Assert.Equal(200, (await service.ConflictAsync(KidOf(_first))).Status); // a repeat
        await service.RegisterKeyAsync(_second, KidOf(_first));

        var claims = await service.ClaimsAsync();
        var refused = await service.RateAsync(_second, claims);
        Assert.Equal((403, "conflict_of_interest"), Of(refused));
        Assert.Equal("LSJ", (string?)refused["unit"]);
        // others' targets
        Assert.Equal(201, (await service.RateAsync(_second, await service.ClaimsAsync(Target))).Status);

        using var stranger = NewP256();
        await service.RegisterKeyAsync(stranger);
        Assert.Equal((409, "already_exists"), Of(await service.ConflictAsync(KidOf(_second))));
        Assert.Equal(201, (await service.ConflictAsync(KidOf(_second), ended: true)).Status);
        Assert.Equal(201, (await service.RateAsync(_second, claims)).Status);

        foreach (var reader in (string[])["office", "LSJ", "auditor", "admin", "evaluator"])
        {
            var listed = (await service.As(reader).ReadAsync("assessors/conflicts")).Items;
            Assert.Equal([(false, KidOf(_first)), (true, KidOf(_first))],
                listed.Select(c => ((bool)c!["ended"]!, (string?)c["person"])));
        }
    }

    // A co-unit's target is its own work too.
    [Fact]
    public async Task Nor_a_target_in_which_the_unit_has_a_part()
    {
        var (target, unit) = (await service.Office.ReadAsync("targets?year=2018&limit=500")).Items
            .Where(t => t!["coUnits"] is JsonArray { Count: > 0 })
                .Select(t => ((string)t!["id"]!, (string)t["coUnits"]![0]!["unit"]!))
                .First();
        await service.RegisterKeyAsync(_first);
        await service.ConflictAsync(KidOf(_first), unit: unit);
        Assert.Equal(
            (403, "conflict_of_interest"), Of(await service.RateAsync(_first, await service.ClaimsAsync(target))));
    }

    [Fact]
    public async Task A_conflict_names_a_registered_key_and_ends_only_where_it_stands()
    {
        await service.RegisterKeyAsync(_first);
        Assert.Equal(["/kid"], (await service.ConflictAsync("nobody")).Pointers);
        Assert.Equal(["/ended"], (await service.ConflictAsync(KidOf(_first), ended: true)).Pointers);
        Assert.Equal(["/after"], (await service.Evaluator.ReadAsync("assessors/conflicts?after=x")).Pointers);
    }

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);

    private static JwsKey NewP256() => JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static string KidOf(JwsKey key) => key.PublicKey.Thumbprint();

    private async Task<JsonNode> ListedAsync(JwsKey key) =>
        (await service.Office.ReadAsync("assessors")).Items.Single(a => (string?)a!["kid"] == KidOf(key))!;
}

public sealed class SqliteAssessorTests() : AssessorTests(new SqliteFactory());

public sealed class SqlServerAssessorTests() : AssessorTests(new SqlServerFactory());
