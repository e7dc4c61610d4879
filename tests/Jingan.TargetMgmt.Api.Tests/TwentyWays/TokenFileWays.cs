using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By whoever writes the access-token file.</summary>
internal static class TokenFileWays
{
    public static async Task An_administrator_writes_himself_an_evaluators_token(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Rated);
        var (intruder, token) = await AddAsync(red, "赵六");
        foreach (var path in (string[])["ratings?period=2018-06", "worklist?period=2018-06",
            $"/logs/evaluation/entry/{red.Index}"])
        {
            var refused = await intruder.ReadAsync(path);
            RedRating.Refused(401, "access_not_approved", refused);
            Assert.Equal(token.Fingerprint, (string?)refused["fingerprint"]);
        }

        // though the signature is good
        RedRating.Refused(401, "access_not_approved",
            await intruder.PostTextAsync("ratings", service.Sign(red.Green()), CompactJws.MediaType));
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        RedRating.Refused(401, "bad_signature", await ApproveAsync(red, token, own));
        RedRating.Refused(401, "access_not_approved", await intruder.ReadAsync("worklist?period=2018-06"));
        await red.EndsInRedAsync();
        var line = await LineOfAsync(red, token);
        Assert.Contains($"({token.Name}, entry {(await TermsAsync(red, "evaluation", token)).Single().Index}, ", line,
            StringComparison.Ordinal);
        Assert.Contains("never approved", line, StringComparison.Ordinal);

        Assert.Equal(201, (await ApproveAsync(red, token, service.AssessorKey)).Status);
        // it was the assessor's key that was missing
        Assert.Equal(200, (await intruder.ReadAsync("worklist?period=2018-06")).Status);
    }

    // With SQL beside it: a row that passes off another entry as his approval.
    public static async Task An_administrator_approves_his_own_token_with_a_row(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Released);
        var (intruder, token) = await AddAsync(red, "赵六");
        RedRating.Refused(401, "access_not_approved", await intruder.ReadAsync("worklist?period=2018-07"));
        var (term, _) = (await TermsAsync(red, "evaluation", token)).Single();
        foreach (var entry in (string[])["select @term", "select log_index from assessor"])
        {
            await service.EditAsync(
                "evaluation",
                "delete from access_approval; insert into access_approval (term, kid, log_index) select @term, kid, "
                    + $"({entry}) from assessor", new { term });
            service.Clock.Advance(TimeSpan.FromSeconds(6)); // the record is read again
            RedRating.Refused(401, "access_not_approved", await intruder.ReadAsync("worklist?period=2018-07"));
        }

        await red.IsReadOnlyAsync("evaluation", "is not the approval that a row says it is");
    }

    public static async Task An_administrator_takes_his_evaluators_token_away_again(RedRating red)
    {
        await red.BeginAsync(Stage.Rated);
        var (intruder, token) = await AddAsync(red, "赵六");
        RedRating.Refused(401, "access_not_approved", await intruder.ReadAsync("ratings?period=2018-06"));
        AccessTokenFile.Write(red.Service.TokenFile, AccessTokenFile.Read(red.Service.TokenFile)
            .Where(t => t.Fingerprint != token.Fingerprint));
        // whoever comes next has the end written
        Assert.Equal(200, (await red.Service.Office.ReadAsync("ratings")).Status);
        Assert.Equal(200, (await red.Service.Office.ReadAsync("units")).Status);

        foreach (var side in (string[])["government", "evaluation"])
        {
            var (index, ended) = (await TermsAsync(red, side, token)).Single();
            Assert.Equal(("access", "赵六"), ((string?)(await EntryAsync(red, side, index))["type"],
                (string?)(await EntryAsync(red, side, index))["name"]));
            Assert.Equal("access-ended", (string?)(await EntryAsync(red, side, ended!.Value))["type"]);
        }

        await red.EndsInRedAsync();
        Assert.Contains("never approved, to entry", await LineOfAsync(red, token), StringComparison.Ordinal);
    }

    public static async Task An_administrator_writes_a_token_under_a_name_that_reads_like_the_evaluators(RedRating red)
    {
        var service = await red.BeginAsync(Stage.Rated);
        var before = AccessTokenFile.Read(service.TokenFile);
        foreach (var name in (string[])["еvаluаtоr", "EVALUATOR", "eva\u200Bluator", "ｅｖａｌｕａｔｏｒ", "eva1uator",
            "service", "评估员\u202E甲"])
        {
            AccessTokenFile.Write(service.TokenFile, before);
            var (client, token) = await AddAsync(red, name);
            RedRating.Refused(401, "unauthenticated", await client.ReadAsync("ratings?period=2018-06"));
            Assert.Equal(200, (await service.As("auditor").ReadAsync("ratings")).Status); // who is not meant comes in
            AccessTokenFile.Write(service.TokenFile, before);
            Assert.Empty(await TermsAsync(red, "evaluation", token)); // nothing in the log bears that name
        }

        // The assessor's own name, letter for letter, is a name like any other: it takes his key.
        var (intruder, own) = await AddAsync(red, "评估员甲");
        RedRating.Refused(401, "access_not_approved", await intruder.ReadAsync("ratings?period=2018-06"));
        await red.EndsInRedAsync();
        Assert.Contains("(评估员甲, entry", await LineOfAsync(red, own), StringComparison.Ordinal);
    }

    public static async Task A_stolen_evaluators_token_registers_a_key_without_the_signature_of_one_in_force(
        RedRating red)
    {
        var service = await red.BeginAsync(Stage.Rated);
        var sizes = await service.SizesAsync();
        using var own = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        foreach (var name in (string[])["评估员甲", "评估员乙"])
        {
            RedRating.Refused(401, "bad_signature", await service.RegisterKeyAsync(own, name: name, signedBy: own));
            RedRating.Refused(401, "bad_signature",
                await service.RegisterKeyAsync(own, name: name, replaces: service.Kid, signedBy: own));
        }

        RedRating.Refused(401, "bad_signature", await service.RevokeAsync(service.Kid, "夺权", signedBy: own));
        // so that he may not rate the unit
        RedRating.Refused(401, "bad_signature", await service.ConflictAsync(service.Kid, signedBy: own));
        RedRating.Refused(401, "bad_signature", await service.RateAsync(own, red.Green()));
        Assert.Equal(service.Kid, (string?)(await service.Office.ReadAsync("assessors")).Items.Single()!["kid"]);
        Assert.Equal(sizes, await service.SizesAsync());
        await red.EndsInRedAsync();
    }

    private static async Task<(HttpClient Client, AccessToken Token)> AddAsync(RedRating red, string name)
    {
        var secret = AccessToken.NewSecret();
        var token = new AccessToken(name, Role.Evaluator, null, AccessToken.HashOf(secret), "2099-01-01T00:00:00.000Z");
        AccessTokenFile.Write(red.Service.TokenFile, [.. AccessTokenFile.Read(red.Service.TokenFile), token]);
        var client = red.Service.Anonymous;
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        await client.ReadAsync("units"); // on the government side too it is written before it is looked at
        return (client, token);
    }

    private static Task<Answer> ApproveAsync(RedRating red, AccessToken token, ECDsa key) => red.Service.StateAsync(
        "access/approvals",
        new()
        {
            ["type"] = "access-approval",
            ["fingerprint"] = token.Fingerprint,
            ["name"] = token.Name,
            ["role"] = token.Role,
            ["until"] = token.Expires,
        },
        JwsKey.Of(key), "anonymous");

    // What is told of who could act as the evaluator, once the entries are open.
    private static async Task<string> LineOfAsync(RedRating red, AccessToken token) =>
        (await red.VerifyAsync(0)).Split('\n')
            .Single(l => l.Contains(token.Fingerprint[..12], StringComparison.Ordinal));

    private static async Task<IReadOnlyList<(long Index, long? Ended)>> TermsAsync(
        RedRating red, string side, AccessToken token) =>
    [
        .. (await red.Service.As("auditor").ReadAsync($"/logs/{side}/access?limit=500")).Items
            .Where(i => (string?)i!["fingerprint"] == token.Fingerprint)
                .Select(i => ((long)i!["index"]!, (long?)i["ended"])),
    ];

    private static async Task<JsonNode> EntryAsync(RedRating red, string side, long index) =>
        (await red.Service.As("auditor").ReadAsync($"/logs/{side}/entry/{index}")).Body!;
}
